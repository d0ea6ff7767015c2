#!/bin/sh
# Makes new certificate authorities and hands them to k3s, which keeps them in the cluster's data until each node starts again. A new
# root is signed by itself and by the old one, so old certificates and kubeconfigs stay good until the old root ends. The key that signs
# service accounts' tokens is no authority, and stays.
set -eu
umask 077
command -v openssl >/dev/null || { echo 'no openssl to make keys with: install it' >&2; exit 1; }
old=/var/lib/rancher/k3s/server/tls
new=/var/lib/rancher/k3s/server/rotate-ca
rm -rf "$new"
mkdir -p "$new/tls/etcd" "$new/work"
cd "$new/work"
cat >extensions <<END
basicConstraints=critical,CA:true
keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid:always
END

# newest <file>: the root that is in use; it stands behind what it signed
newest() {
  awk '/^-----BEGIN/ { number++ } { text[number] = text[number] $0 "\n" } END { if (number > 1) number = 2; printf "%s", text[number] }' "$1"
}
# sign <key> <common name> <how openssl x509 signs>: prints a certificate for twenty years
sign() {
  key=$1 name=$2
  shift 2
  openssl req -new -key "$key" -subj "/CN=$name" -out request
  openssl x509 -req -in request -sha256 -days 7300 -extfile extensions -set_serial "0x$(openssl rand -hex 8)" "$@" 2>/dev/null
}

for authority in client server request-header etcd/peer etcd/server; do
  title="k3s-$(echo $authority | tr / -)"
  now=$(date +%s)
  newest "$old/$authority-ca.crt" >old.crt
  newest "$old/$authority-ca.key" >old.key
  openssl ecparam -name prime256v1 -genkey -noout -out root.key
  openssl ecparam -name prime256v1 -genkey -noout -out ca.key
  sign root.key "$title-root@$now" -signkey root.key >root.crt
  sign root.key "$title-root@$now" -CA old.crt -CAkey old.key >crossed.crt
  sign ca.key "$title-ca@$now" -CA root.crt -CAkey root.key >ca.crt
  cat ca.crt root.crt crossed.crt old.crt >"$new/tls/$authority-ca.crt"
  cat ca.key root.key >"$new/tls/$authority-ca.key"
done
cp "$old/service.key" "$new/tls/service.key"
/usr/local/bin/k3s certificate rotate-ca --path="$new" >&2
rm -rf "$new"
echo "$RUN" >/etc/rancher/unifyops/authority-rotated
