# The base is an argument so that the image can be built on any Debian with a python3 of at least 3.11.
ARG BASE=python:3.13.7-slim-bookworm

FROM ${BASE} AS build
WORKDIR /src
COPY requirements-build.lock requirements.lock ./
# Two environments: one with pip and the build backend, which stays behind, and the one that ships, without pip.
RUN python3 -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes --requirement requirements-build.lock \
 && python3 -m venv --without-pip /opt/ballotwire \
 && /opt/build/bin/pip --python /opt/ballotwire/bin/python install --no-cache-dir --no-compile --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md ./
COPY bot ./bot
COPY config ./config
COPY parsers ./parsers
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /opt/wheel . \
 && /opt/build/bin/pip --python /opt/ballotwire/bin/python install --no-cache-dir --no-compile --no-deps --no-index /opt/wheel/*.whl \
 && /opt/ballotwire/bin/python -m compileall -q /opt/ballotwire/lib

FROM ${BASE}
RUN useradd --uid 10001 --user-group --home-dir /var/lib/ballotwire --create-home --shell /usr/sbin/nologin ballotwire
COPY --from=build /opt/ballotwire /opt/ballotwire
ENV PATH=/opt/ballotwire/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BALLOTWIRE_DATABASE_URL=sqlite:////var/lib/ballotwire/ballotwire.db
USER 10001:10001
WORKDIR /var/lib/ballotwire
VOLUME /var/lib/ballotwire
ENTRYPOINT ["ballotwire"]
CMD ["run"]
