#!/bin/bash
# From a fresh clone to the plans in the browser: packages, build, database, plans, server. Every step
# is harmless when repeated. PORT, DATA, DB and TOWN are explained in `make help`.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-8080}
data=${DATA:-var}
database=${DB:-sqlite:$data/nigiwai.sqlite}

# Asked before the build, because a build takes minutes.
if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
  echo "Port $port on 127.0.0.1 is taken by another program." >&2
  echo "Stop that program or choose another port: make run PORT=$((port + 1))" >&2
  exit 1
fi

tools/build.sh
mkdir -p "$data"
./nigiwai migrate --db "$database"
./nigiwai plan load plans --db "$database"
# Accounts for practice, where nobody has a real one.
./nigiwai user practice --db "$database" || true
# The practice town beside the plans, which stay transcriptions. It is built while the pages are there already.
if [[ ${TOWN:-} != none ]]; then
  rm -rf "$data/jar"
  echo "The practice town is being built; http://127.0.0.1:$port/practice says how far it is. make run TOWN=none leaves it out."
  ./nigiwai town build --db "$database" --jar "$data/jar" > "$data/town.log" 2>&1 &
fi
echo "nigiwai: http://127.0.0.1:$port (stop with Ctrl-C)"
exec ./nigiwai serve --port "$port" --data "$data" --db "$database"
