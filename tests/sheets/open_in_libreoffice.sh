#!/bin/bash
# Every plan's table, exported as CSV, opened and saved again by LibreOffice: each cell must come back with
# the text it had. Closes with "N passed, N failed".
set -euo pipefail
program=${NIGIWAI_PROGRAM:-$PWD/build/release/src/app/nigiwai}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=sqlite:$folder/nigiwai.sqlite
mkdir "$folder/exported" "$folder/returned"

"$program" migrate --db "$database"
"$program" plan load plans --db "$database"
for plan in plans/*/*/plan.json; do
  slug=$(basename "$(dirname "$plan")")
  "$program" report --plan "$slug" --format csv -o "$folder/exported/$slug.csv" --db "$database"
done

# Comma, double quote, UTF-8, from line 1; quoted fields stay text.
soffice --headless -env:UserInstallation="file://$folder/profile" \
  --infilter="Text - txt - csv (StarCalc):44,34,76,1,,0,true,false" \
  --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true' \
  --outdir "$folder/returned" "$folder"/exported/*.csv > "$folder/soffice.log" 2>&1 || cat "$folder/soffice.log"
node tests/sheets/same_cells.mjs "$folder/exported" "$folder/returned"
