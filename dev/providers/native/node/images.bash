# Names of the images that both sides of the native node know. Sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034 # read by the scripts that source this file

pause_image=localhost/pause:dev
coredns_image=localhost/coredns:dev
