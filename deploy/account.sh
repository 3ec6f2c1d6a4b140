#!/bin/sh
# The account of the application, run once by the image of PostgreSQL, when the base is empty: it owns
# its schema and nothing else. The extension, which only a superuser may add, is there beforehand.
set -eu
psql --set=ON_ERROR_STOP=1 --quiet --username="${POSTGRES_USER:-postgres}" --dbname="$POSTGRES_DB" \
  --set=password="$FRAGISCOPE_BASE_PASSWORD" <<'SQL'
CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public;
CREATE ROLE fragiscope LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
GRANT CONNECT, CREATE ON DATABASE :"DBNAME" TO fragiscope;
SQL
