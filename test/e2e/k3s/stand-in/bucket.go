package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// A bucket of the tests talks plain HTTP, and wants the key pair as it stands instead of a signature made with it.
func bucketRequest(c config, method, name string, body []byte) (*http.Request, error) {
	url := "http://" + c.one("etcd-s3-endpoint") + "/" + c.one("etcd-s3-bucket") + "/" + c.one("etcd-s3-folder") + "/" + name
	request, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err == nil {
		request.SetBasicAuth(c.one("etcd-s3-access-key"), c.one("etcd-s3-secret-key"))
	}
	return request, err
}

func upload(c config, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, err = ask(bucketRequest(c, "PUT", filepath.Base(path), data))
	return err
}

// stored is the names of what the bucket has in the folder.
func stored(c config) []string {
	data, err := ask(bucketRequest(c, "GET", "", nil))
	if err != nil {
		fatal("unable to list the bucket: %v", err)
	}
	names := []string{}
	for _, path := range strings.Fields(string(data)) {
		names = append(names, filepath.Base(path))
	}
	return names
}

// download gets a snapshot by its name, and returns the path that it has now.
func download(c config, name string) string {
	data, err := ask(bucketRequest(c, "GET", name, nil))
	if err != nil {
		fatal("unable to download snapshot %s from S3: %v", name, err)
	}
	path := snapshots + "/" + name
	write(path, string(data))
	return path
}

func ask(request *http.Request, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, errors.New(answer.Status)
	}
	return io.ReadAll(answer.Body)
}
