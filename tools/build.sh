#!/bin/bash
# Builds the release (packages first) and leaves the link ./nigiwai to the program.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh build
mkdir -p build
cmake --preset release > build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
ninja -C build/release nigiwai
ln -sfn build/release/src/app/nigiwai nigiwai
echo "The program is $PWD/build/release/src/app/nigiwai (also as ./nigiwai)"
