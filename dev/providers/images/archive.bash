# Images made without any image tool. Sourced after common.bash.
# shellcheck shell=bash

# Writes a docker archive of one layer: a folder's files with their owners, under a name, run as CONFIG says
# (the object `config` of the OCI image specification, as JSON). The same input gives the same bytes.
image_archive() { # NAME CONFIG FOLDER OUT
  local name=$1 config=$2 folder=$3 out=$4 work digest architecture
  work=$(mktemp -d)
  reproducible_tar "$folder" "$work/layer.tar" .
  digest=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
  architecture=$(dpkg --print-architecture)
  cat >"$work/config.json" <<JSON
{"architecture":"$architecture","os":"linux","config":$config,"history":[{"created_by":"Debian packages"}],"rootfs":{"type":"layers","diff_ids":["sha256:$digest"]}}
JSON
  cat >"$work/manifest.json" <<JSON
[{"Config":"config.json","RepoTags":["$name"],"Layers":["layer.tar"]}]
JSON
  reproducible_tar "$work" "$out" config.json manifest.json layer.tar
  rm -r "$work"
}

# Writes an archive whose image holds one static program, its entry point.
program_image() { # NAME PROGRAM OUT
  local work file=${2##*/}
  work=$(mktemp -d)
  install -D -m 0755 "$2" "$work/$file"
  image_archive "$1" "{\"Entrypoint\":[\"/$file\"],\"User\":\"65532:65532\"}" "$work" "$3"
  rm -r "$work"
}

# Packs files of a folder in a fixed order and without their times.
reproducible_tar() { # FOLDER OUT FILE...
  local folder=$1 out=$2
  shift 2
  tar --create --file "$out" --directory "$folder" --sort=name --mtime=@0 --numeric-owner "$@"
}

# Prints the identity that every engine gives to the image of an archive.
image_id() { # ARCHIVE
  tar -xOf "$1" config.json | sha256sum | cut -d ' ' -f 1
}

# Copies an image out of buildah's storage and prints the path of the archive, which the caller removes.
buildah_archive() { # IMAGE
  local archive
  require buildah buildah
  buildah inspect --type image "$1" &>/dev/null ||
    die "$1 is neither an archive nor an image that is built here; see: buildah images"
  archive=$(mktemp -u --suffix .tar)
  buildah push --quiet "$1" "docker-archive:$archive:$1" >&2
  echo "$archive"
}
