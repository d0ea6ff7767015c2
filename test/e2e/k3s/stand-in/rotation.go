package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
)

// certificateCommand is `k3s certificate rotate|rotate-ca`.
func certificateCommand(args []string) {
	if len(args) == 0 {
		fatal("certificate: no subcommand")
	}
	switch args[0] {
	case "rotate": // the node's certificates are made anew at its next start
		removeLeaves()
		info("Successfully backed up certificates, restart k3s server or agent to rotate certificates")
	case "rotate-ca": // every server takes the new authorities at its next start
		path := parseArgs(args[1:], append([]string{"path"}, serverFlags...)).one("path")
		files := bootstrapFiles()
		for _, file := range shared {
			if !exists(path + "/tls/" + file) {
				fatal("open %s/tls/%s: no such file or directory", path, file)
			}
			files[file] = readAll(path + "/tls/" + file)
		}
		for _, name := range authorities {
			checkAuthority(tlsDir+"/"+name+"-ca.crt", path+"/tls/"+name+"-ca")
		}
		keepBootstrap(files)
		info("certificates saved to datastore")
	default:
		fatal("No help topic for '%s'", args[0])
	}
}

// checkAuthority refuses what k3s refuses without --force: a bundle that the old roots don't lead to, or a key that doesn't fit.
func checkAuthority(old, fresh string) {
	if _, err := tls.LoadX509KeyPair(fresh+".crt", fresh+".key"); err != nil {
		fatal("failed to validate new CA key: %v", err)
	}
	bundle := certificatesOf(fresh + ".crt")
	if len(bundle) == 1 {
		fatal("new CA bundle contains only a single certificate but should include root or intermediate CA certificates")
	}
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	for _, one := range certificatesOf(old) {
		roots.AddCert(one)
	}
	for _, one := range bundle {
		if one.Subject.String() != one.Issuer.String() {
			between.AddCert(one)
		}
	}
	if _, err := bundle[0].Verify(x509.VerifyOptions{Roots: roots, Intermediates: between}); err != nil {
		fatal("new CA cert must be signed by a CA in the old bundle: %v", err)
	}
}

func certificatesOf(path string) []*x509.Certificate {
	found := []*x509.Certificate{}
	for block, rest := pem.Decode([]byte(readAll(path))); block != nil; block, rest = pem.Decode(rest) {
		one, err := x509.ParseCertificate(block.Bytes)
		check(err)
		found = append(found, one)
	}
	return found
}

// removeLeaves takes away what the authorities signed; an agent gets new ones from a server at every start anyway.
func removeLeaves() {
	files, _ := filepath.Glob(tlsDir + "/*.crt")
	for _, file := range files {
		if !strings.HasSuffix(file, "-ca.crt") {
			check(os.Remove(file))
		}
	}
}

// checkHash refuses a token that names another authority than the cluster has.
func checkHash(token, authority string) {
	if !strings.HasPrefix(token, "K10") {
		return
	}
	if hash, _, _ := strings.Cut(token[3:], "::"); hash != hashOf([]byte(authority)) {
		fatal("token CA hash does not match the Cluster CA certificate hash: %s != %s", hash, hashOf([]byte(authority)))
	}
}
