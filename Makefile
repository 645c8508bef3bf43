# The two commands a newcomer needs, `make run` and `make test`, and four more. Each target is one
# script in tools/, which says at its top what it does; the variables below are all there is to set.
PORT ?= 8080
DATA ?= var
DB ?=
ONLY ?=
SKIP ?=
TOWN ?=
export PORT DATA DB ONLY SKIP TOWN

.DEFAULT_GOAL := help
.PHONY: run test proof build bench help clean

run:    ; @tools/run.sh
test:   ; @tools/test.sh
proof:  ; @tools/proof.sh
build:  ; @tools/build.sh
bench:  ; @tools/bench.sh
clean:  ; @rm -rf build nigiwai
help:   ; @cat tools/make_help.txt
