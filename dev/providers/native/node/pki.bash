# The cluster's keys, certificates and kubeconfigs, new with each node. Sourced by run.
# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of run, settings.bash and daemons.bash

make_pki() {
  mkdir -p $pki
  new_key -x509 -subj /CN=revisor-development -keyout $pki/ca.key -out $pki/ca.crt
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out $pki/sa.key 2>/dev/null
  openssl pkey -in $pki/sa.key -pubout -out $pki/sa.pub
  certificate apiserver /CN=kube-apiserver "DNS:localhost,IP:127.0.0.1,IP:$node_ip,IP:$api_service_ip$(
    printf ',DNS:%s' kubernetes kubernetes.default kubernetes.default.svc kubernetes.default.svc.cluster.local
  )"
  certificate kubelet "/O=system:nodes/CN=system:node:$node" "DNS:$node,IP:$node_ip"
  certificate admin /O=system:masters/CN=admin DNS:admin
  kubeconfig admin
  kubeconfig kubelet
  local component
  for component in kube-controller-manager kube-scheduler kube-proxy; do
    certificate $component /CN=system:$component DNS:$component
    kubeconfig $component
  done
}

new_key() { # OPENSSL_OPTION...
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 "$@" 2>/dev/null
}

# Makes a key and a certificate that the cluster's authority signed.
certificate() { # NAME SUBJECT ALTERNATIVE_NAMES
  new_key -x509 -CA $pki/ca.crt -CAkey $pki/ca.key -subj "$2" -addext "subjectAltName=$3" \
    -addext basicConstraints=critical,CA:FALSE -keyout "$pki/$1.key" -out "$pki/$1.crt"
}

# Writes the kubeconfig of one certificate, complete in itself so that it can be copied.
kubeconfig() { # NAME
  (umask 077 && cat >"/etc/kubernetes/$1.conf") <<YAML
apiVersion: v1
kind: Config
clusters:
  - name: $node
    cluster:
      server: https://$node_ip:6443
      certificate-authority-data: $(base64 -w 0 $pki/ca.crt)
users:
  - name: $1
    user:
      client-certificate-data: $(base64 -w 0 "$pki/$1.crt")
      client-key-data: $(base64 -w 0 "$pki/$1.key")
contexts:
  - name: $node
    context: {cluster: $node, user: $1}
current-context: $node
YAML
}
