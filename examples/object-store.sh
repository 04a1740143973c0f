#!/usr/bin/env bash
# Copies a built site to an object store that speaks S3:  examples/object-store.sh site s3://BUCKET/PREFIX
#
# Pages bear their Content-Security-Policy themselves. A header can say one thing more, which only what stands before the
# store (a CDN) can add:  Content-Security-Policy: frame-ancestors 'none'
set -euo pipefail
site=$1 store=$2
[ -f "$site/index.html" ] || { echo "$site: no site here, run rbc build first" >&2; exit 2; }

# Names of files stay when their content changes: a browser may keep them, and asks each time whether they are the same.
upload() {
  aws s3 sync "$site" "$store" --no-progress --cache-control no-cache --exclude '.*' "$@"
}
# Pages come after what they load, the worker that keeps them after the pages, and what is gone goes last: whoever reads
# meanwhile finds a page with all that belongs to it.
upload --exclude '*.html' --exclude '*.md' --exclude sw.js
upload --exclude '*' --include '*.md' --content-type 'text/markdown; charset=utf-8'
upload --exclude '*' --include '*.html' --content-type 'text/html; charset=utf-8'
upload --exclude '*' --include sw.js
upload --size-only --delete
