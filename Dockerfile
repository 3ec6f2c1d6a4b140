# The application as an image: docs/deployment.md says how it is built, run and updated.
# Whoever builds pins the base by its digest: --build-arg BASE=debian:trixie-slim@sha256:…
ARG BASE=docker.io/library/debian:trixie-slim

FROM ${BASE} AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates npm python3 python3-venv
WORKDIR /srv/fragiscope
COPY requirements-server.txt ./
# Each package is compared with its hash; a package without one stops the build.
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-server.txt \
 && /opt/venv/bin/python -m pip uninstall --yes pip
COPY . .
# What the map serves: scripts from pinned npm packages, tiles from data/.
RUN FRAGISCOPE_CDN=interdit /opt/venv/bin/python -m tools.assets \
 && /opt/venv/bin/python -m tools.tiles \
 && /opt/venv/bin/python -m compileall -q .

FROM ${BASE}
RUN apt-get update \
 && apt-get upgrade --yes \
 && apt-get install --yes --no-install-recommends ca-certificates python3 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin fragiscope \
 && install -d -o fragiscope -g fragiscope -m 0700 /var/lib/fragiscope
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/fragiscope /srv/fragiscope
WORKDIR /srv/fragiscope
# All that is written is temporary or of the workspace: the rest may be read-only.
ENV PATH=/opt/venv/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 FRAGISCOPE_CDN=interdit
USER 10001:10001
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["python", "-m", "streamlit", "run", "streamlit_app.py", "--server.address", "0.0.0.0", "--server.port", "8501"]
