#!/usr/bin/env bash
# 論理バックアップを取り、読めることを確かめてから保管場所へ置く。
# 使い方: backup.sh <データベース名>
# 既存のファイルは上書きしない。古いファイルの整理は保管側の設定で行う。
set -euo pipefail

database="${1:?データベース名を指定してください}"
host="db02.kawasemi.internal"
directory="/srv/backup/dump"
stamp="$(date +%Y%m%d)"
target="${directory}/${database}-${stamp}.dump"

if [[ -e "${target}" ]]; then
  echo "すでにあります: ${target}" >&2
  exit 1
fi

work="$(mktemp "${directory}/.${database}-XXXXXX")"
trap 'rm -f -- "${work}"' EXIT

pg_dump --host="${host}" --username=backup --format=custom --file="${work}" "${database}"
pg_restore --list "${work}" >/dev/null

mv -- "${work}" "${target}"
sha256sum "${target}" >"${target}.sha256"
echo "取得しました: ${target}"
