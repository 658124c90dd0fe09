# The base images, from Debian packages. Sourced after common.bash, debian.bash and archive.bash.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of common.bash

base_image=localhost/revisor-base:$DEBIAN_RELEASE
postgres_image=localhost/revisor-postgres:$POSTGRES_VERSION
base_packages=libc6,zlib1g,ca-certificates,tzdata,libgcc-s1,libstdc++6
postgres_packages=postgresql-$POSTGRES_VERSION,tzdata,dash,coreutils,libc-bin

# Prints the path of an image's archive, made unless it is cached.
base_archive() { # base|postgres
  local packages=${1}_packages inputs archive
  inputs=("$providers"/images/* "$DEBIAN_RELEASE" "${!packages}" "$(dpkg --print-architecture)")
  archive=$cache/images/$1-$(fingerprint "${inputs[@]}").tar
  cached "$archive" "make_$1_archive"
  echo "$archive"
}

# What a Java runtime needs and no more: no shell, no package manager.
make_base_archive() { # OUT
  note "making $base_image"
  local tree
  tree=$(mktemp -d)
  unpack "$base_packages" "$tree"
  cat "$tree"/usr/share/ca-certificates/mozilla/*.crt >"$tree/etc/ssl/certs/ca-certificates.crt"
  (cd "$tree" && rm -rf usr/{bin,sbin} usr/lib/ssl usr/lib/*/{libssl,libcrypto,engines,ossl}* \
    usr/share/{ca-certificates,debconf,gcc,gdb,perl5,pixmaps})
  add_user "$tree" revisor 65532
  image_archive "$base_image" \
    '{"User":"65532:65532","WorkingDir":"/","Env":["PATH=/usr/bin:/bin","LANG=C.UTF-8"]}' "$tree" "$1"
  rm -r "$tree"
}

# PostgreSQL's server and client, without what is big and not needed to serve: Perl's scripts and the JIT compiler.
make_postgres_archive() { # OUT
  note "making $postgres_image"
  local tree programs=/usr/lib/postgresql/$POSTGRES_VERSION
  tree=$(mktemp -d)
  unpack "$postgres_packages" "$tree"
  (cd "$tree" && rm -rf usr/bin/{*perl*,psql,pg_*} usr/share/{perl,perl5,postgresql-common,i18n} \
    ".$programs/lib/"{bitcode,llvmjit*} usr/lib/*/{perl,perl-base,libperl,libLLVM,libz3}*)
  add_user "$tree" postgres 999
  install -d -o 999 -g 999 -m 0755 "$tree/data" "$tree/run/postgresql"
  ln -sfn /run "$tree/var/run"
  install -m 0755 "$providers/images/postgres-entrypoint" "$tree/usr/bin/postgres-entrypoint"
  image_archive "$postgres_image" "$(postgres_config "$programs")" "$tree" "$1"
  rm -r "$tree"
}

postgres_config() { # FOLDER_OF_PROGRAMS
  cat <<JSON
{"User":"999:999","WorkingDir":"/","Entrypoint":["/usr/bin/postgres-entrypoint"],"StopSignal":"SIGINT",
 "ExposedPorts":{"5432/tcp":{}},"Env":["PATH=$1/bin:/usr/bin:/bin","LANG=C.UTF-8"]}
JSON
}

# Unpacks Debian packages without what only people and converters of old character sets read.
unpack() { # PACKAGES FOLDER
  debian_tree extract "$1" "$2"
  chmod 0755 "$2"
  (cd "$2" && rm -rf usr/share/{doc,man,info,locale,lintian,bug} usr/lib/*/gconv \
    var/{cache,log}/* var/lib/{apt,dpkg} \
    etc/{hostname,resolv.conf,fstab,debconf.conf,apt,bash_completion.d,cron.*,dpkg,init.d,logrotate.d} \
    etc/{pam.d,perl,systemd} usr/share/bash-completion boot home srv dev/*)
}

# Names root and one user, in files that Debian makes when it installs rather than unpacks.
add_user() { # FOLDER NAME ID
  printf '%s\n' 'root:x:0:0:root:/:/sbin/nologin' "$2:x:$3:$3:$2:/:/sbin/nologin" >"$1/etc/passwd"
  printf '%s\n' 'root:x:0:' "$2:x:$3:" >"$1/etc/group"
  printf '%s\n' 'passwd: files' 'group: files' 'hosts: files dns' >"$1/etc/nsswitch.conf"
}
