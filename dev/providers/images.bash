# Images made without any image tool. Sourced after common.bash.
# shellcheck shell=bash

# Writes a docker archive whose image holds one static program, its entry point.
program_image() { # NAME PROGRAM OUT
  local name=$1 program=$2 out=$3 work file=${2##*/} digest
  work=$(mktemp -d)
  install -D -m 0755 "$program" "$work/layer/$file"
  reproducible_tar "$work/layer" "$work/layer.tar" .
  digest=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
  cat >"$work/config.json" <<JSON
{"architecture":"$(go env GOARCH)","os":"linux","config":{"Entrypoint":["/$file"],"User":"65532:65532"},
 "rootfs":{"type":"layers","diff_ids":["sha256:$digest"]}}
JSON
  echo "[{\"Config\":\"config.json\",\"RepoTags\":[\"$name\"],\"Layers\":[\"layer.tar\"]}]" >"$work/manifest.json"
  reproducible_tar "$work" "$out" config.json manifest.json layer.tar
  rm -r "$work"
}

# Packs files of a folder so that the same content gives the same bytes.
reproducible_tar() { # FOLDER OUT FILE...
  local folder=$1 out=$2
  shift 2
  tar --create --file "$out" --directory "$folder" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner "$@"
}
