package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"strings"
	"time"
)

const tlsDir = serverDir + "/tls"

// encryption is the key that secrets are kept under.
const encryption = "../cred/encryption-config.json"

// shared are the authorities and keys that every server of a cluster has in common.
var shared = []string{"service.key"}

// authorities sign; those of etcd are there as k3s has them, though this etcd talks without.
var authorities = []string{"server", "client", "request-header", "etcd/peer", "etcd/server"}

func init() {
	for _, name := range authorities {
		shared = append(shared, name+"-ca.crt", name+"-ca.key")
	}
}

func makeAuthorities() {
	for _, name := range authorities {
		if exists(tlsDir + "/" + name + "-ca.crt") {
			continue
		}
		template := certificate("k3s-" + strings.ReplaceAll(name, "/", "-") + "-ca@stand-in")
		template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
		key := newKey()
		issue(tlsDir+"/"+name+"-ca", template, template, key, key)
	}
	if !exists(tlsDir + "/service.key") {
		writeKey(tlsDir+"/service.key", newKey())
	}
}

// signed makes a certificate below the authority of that name and returns the path without its ending.
func signed(authority, name string, subject pkix.Name, hosts []string) string {
	template := certificate("")
	template.Subject = subject
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth}
	for _, host := range hosts {
		if address := net.ParseIP(host); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else if host != "" {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	path := tlsDir + "/" + name
	pair, err := tls.LoadX509KeyPair(tlsDir+"/"+authority+"-ca.crt", tlsDir+"/"+authority+"-ca.key")
	check(err)
	issue(path, template, pair.Leaf, newKey(), pair.PrivateKey)
	// what it is signed with comes behind it, so that who trusts an older root finds the way
	write(path+".crt", readAll(path+".crt")+readAll(tlsDir+"/"+authority+"-ca.crt"))
	return path
}

func certificate(name string) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	check(err)
	now := time.Now()
	return &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Minute), NotAfter: now.Add(48 * time.Hour)}
}

func issue(path string, template, parent *x509.Certificate, key *ecdsa.PrivateKey, signer crypto.PrivateKey) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	check(err)
	write(path+".crt", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	writeKey(path+".key", key)
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	return key
}

func writeKey(path string, key *ecdsa.PrivateKey) {
	der, err := x509.MarshalECPrivateKey(key)
	check(err)
	write(path, string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})))
}

func pool(path string) *x509.CertPool {
	data, err := os.ReadFile(path)
	check(err)
	made := x509.NewCertPool()
	made.AppendCertsFromPEM(data)
	return made
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
