# Sets POSTGRES_URL to a new database of this run's own on the PostgreSQL server of this machine, which it
# installs and starts when none answers. The database is dropped when the shell that sources this ends.
answers() { pg_isready --quiet --host 127.0.0.1 --port 5432; }

[ -d /usr/lib/postgresql ] && command -v pg_isready >/dev/null || install postgresql
if ! answers; then
  version=$(ls /etc/postgresql | sort --version-sort | tail -n 1)
  pg_ctlcluster --skip-systemctl-redirect "$version" main start
  for _ in $(seq 30); do answers && break; sleep 1; done
fi

# As the superuser over its own socket: a fresh server lets nobody in over TCP without a password.
as_superuser() { su postgres --shell /bin/sh --command "psql --quiet --no-psqlrc --tuples-only --dbname postgres --command \"$1\""; }

own="cutpoint_ci_$$_$(date +%s)"
as_superuser "CREATE ROLE $own LOGIN CREATEDB PASSWORD '$own'"
as_superuser "CREATE DATABASE $own OWNER $own"

# A test that is killed leaves its database behind, and a role that owns one cannot be dropped.
drop_own() {
  local database
  for database in $(as_superuser "SELECT datname FROM pg_database WHERE datdba = '$own'::regrole"); do
    as_superuser "DROP DATABASE IF EXISTS $database WITH (FORCE)"
  done
  as_superuser "DROP ROLE IF EXISTS $own"
}
trap drop_own EXIT
POSTGRES_URL="postgres://$own:$own@127.0.0.1:5432/$own"
