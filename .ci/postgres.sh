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
as_superuser() { su postgres --shell /bin/sh --command "psql --quiet --no-psqlrc --dbname postgres --command \"$1\""; }

own="cutpoint_ci_$$_$(date +%s)"
as_superuser "CREATE ROLE $own LOGIN CREATEDB PASSWORD '$own'"
as_superuser "CREATE DATABASE $own OWNER $own"
trap 'as_superuser "DROP DATABASE IF EXISTS $own WITH (FORCE)"; as_superuser "DROP ROLE IF EXISTS $own"' EXIT
POSTGRES_URL="postgres://$own:$own@127.0.0.1:5432/$own"
