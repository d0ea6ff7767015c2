package main

import (
	"encoding/json"
	"os"
)

const bootstrapKey = "/stand-in/bootstrap"

// bootstrapFiles are what every server of a cluster has in common, by their paths below the folder of certificates.
func bootstrapFiles() map[string]string {
	files := map[string]string{}
	for _, file := range append([]string{encryption}, shared...) {
		files[file] = readAll(tlsDir + "/" + file)
	}
	return files
}

func keepBootstrap(files map[string]string) {
	data, err := json.Marshal(files)
	check(err)
	check(put(bootstrapKey, string(data)))
}

// takeBootstrap brings this server to what the cluster's data holds, which a snapshot holds too; a new cluster's data gets what is here.
func takeBootstrap() {
	stored, err := get(bootstrapKey)
	check(err)
	if stored == "" {
		keepBootstrap(bootstrapFiles())
		return
	}
	files := map[string]string{}
	check(json.Unmarshal([]byte(stored), &files))
	writeBootstrap(files)
}

// writeBootstrap takes other authorities, and takes away what the ones before have signed.
func writeBootstrap(files map[string]string) {
	before, _ := os.ReadFile(tlsDir + "/server-ca.crt")
	for file, content := range files {
		write(tlsDir+"/"+file, content)
	}
	if string(before) != files["server-ca.crt"] {
		removeLeaves()
	}
}
