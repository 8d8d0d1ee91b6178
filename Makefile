# What can be done here; the work is in scripts/. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help up down publish logs download test unit integration e2e bench chaos screenshots verify generate images tools cluster clean

help: ## list the targets
	@echo 'Kubecast: live streaming on Kubernetes'
	@awk -F ':.*## ' '/^[a-z0-9_-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo 'Variables: HTTP_PORT, SRT_PORT, NODE_PORTS (the host'"'"'s ports), CLUSTER=existing (use KUBECONFIG'"'"'s cluster),'
	@echo '           IMAGE_PREFIX, IMAGE_TAG (images for it), VALUES=<file> (more chart values)'

up: node_modules/.package-lock.json ## bring everything up, in a kind cluster or with CLUSTER=existing
	@scripts/up.sh

down: ## remove what `make up` made
	@scripts/down.sh

publish: node_modules/.package-lock.json ## send a test picture to a stream: STREAM=name [NAMESPACE=live] [SOURCE=file]
	@scripts/publish.sh

logs: ## follow the logs of a stream, its recorders, the operator, the gateway, the edge and the api: STREAM=name [NAMESPACE=live]
	@scripts/logs.sh

download: node_modules/.package-lock.json ## fetch a recording's video: RECORDING=name [NAMESPACE=live] [FILE=name.mp4]
	@scripts/download.sh

test: node_modules/.package-lock.json ## run all tests; the last line says `N passed, N failed`
	@scripts/test.sh

unit: node_modules/.package-lock.json ## run the tests that need nothing running
	@scripts/test.sh unit

integration: node_modules/.package-lock.json ## run the tests on a real API server and object store
	@scripts/test.sh integration

e2e: node_modules/.package-lock.json ## run the tests on the whole of it, in a real browser
	@scripts/test.sh e2e

bench: node_modules/.package-lock.json ## measure the figures on the cluster of `make up`: [ONLY=name,name]
	@scripts/bench.sh $(BENCH_OPTIONS)

chaos: node_modules/.package-lock.json ## make faults under viewers and recordings: [SEED=n] [ONLY=name,name] [KILLS=n]
	@scripts/chaos.sh $(CHAOS_OPTIONS)

screenshots: node_modules/.package-lock.json ## take pictures of every page on the cluster of `make up`: [ONLY=page,page]
	@scripts/screenshots.sh $(SCREENSHOTS_OPTIONS)

verify: node_modules/.package-lock.json ## check types, lint, generated files, chart and scripts
	@scripts/verify.sh

generate: node_modules/.package-lock.json ## make the generated files again
	@npm run --silent generate

images: node_modules/.package-lock.json ## build the images; PUSH=<prefix> pushes them
	@scripts/images.sh

tools: ## compile kind, kubectl, helm, MinIO and versitygw into the cache
	@scripts/tools.sh

cluster: node_modules/.package-lock.json ## make the kind cluster alone
	@scripts/cluster.sh

clean: down ## remove the build output and the cached tools too
	@scripts/clean.sh

node_modules/.package-lock.json: package-lock.json
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@
