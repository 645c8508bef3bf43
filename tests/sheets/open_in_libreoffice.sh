#!/bin/bash
# What every plan is exported as, opened and saved again by LibreOffice: the CSV, each sheet of the long workbook and the
# form. Each cell must come back with the text it had (same_cells.mjs). Closes with "N passed, N failed".
set -euo pipefail
program=${NIGIWAI_PROGRAM:-$PWD/build/release/src/app/nigiwai}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=sqlite:$folder/nigiwai.sqlite
mkdir "$folder"/{tables,tables_returned,long,books,books_returned}

report() { "$program" report --db "$database" --plan "$@" 2> /dev/null; }

# Text to text: comma, double quote, UTF-8, from line 1; quoted fields stay text; -1: every sheet, named BOOK-SHEET.csv.
convert() {
  local into=$1
  shift
  soffice --headless -env:UserInstallation="file://$folder/profile" "$@" --outdir "$into" \
    > "$folder/soffice.log" 2>&1 || cat "$folder/soffice.log"
}

"$program" migrate --db "$database"
"$program" plan load plans --db "$database"
for plan in plans/*/*/plan.json; do
  slug=$(basename "$(dirname "$plan")")
  report "$slug" --format csv -o "$folder/tables/$slug.csv"
  report "$slug" --format csv-long > "$folder/long/$slug-long-data.csv"
  report "$slug" --format csv-definitions > "$folder/long/$slug-long-definitions.csv"
  report "$slug" --format xlsx-long -o "$folder/books/$slug-long.xlsx"
  report "$slug" --format xlsx -o "$folder/books/$slug.xlsx"
done

convert "$folder/tables_returned" --infilter="Text - txt - csv (StarCalc):44,34,76,1,,0,true,false" \
  --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true' "$folder"/tables/*.csv
convert "$folder/books_returned" \
  --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1' "$folder"/books/*.xlsx
node tests/sheets/same_cells.mjs "$folder"
