package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const snapshots = serverDir + "/db/snapshots"

// snapshotCommand is `k3s etcd-snapshot save|ls`.
func snapshotCommand(args []string) {
	if len(args) == 0 {
		fatal("etcd-snapshot: no subcommand")
	}
	switch args[0] {
	case "save":
		c := parseArgs(args[1:], append([]string{"name"}, serverFlags...))
		name := c.one("name")
		if name == "" {
			name = "on-demand"
		}
		path := fmt.Sprintf("%s/%s-%s-%d", snapshots, name, c.one("node-name"), time.Now().Unix())
		check(os.MkdirAll(snapshots, 0o700))
		check(saveSnapshot(path))
		if c.is("etcd-s3") {
			check(upload(c, path))
		}
		fmt.Printf("Snapshot %s saved.\n", filepath.Base(path))
	case "ls", "list":
		files, _ := filepath.Glob(snapshots + "/*")
		fmt.Println("Name Location Size Created")
		for _, file := range files {
			stat, err := os.Stat(file)
			check(err)
			fmt.Printf("%s file://%s %d %s\n", filepath.Base(file), file, stat.Size(), stat.ModTime().UTC().Format(time.RFC3339))
		}
		if c := parseArgs(args[1:], serverFlags); c.is("etcd-s3") {
			for _, name := range stored(c) {
				fmt.Printf("%s s3://%s/%s 0 %s\n", name, c.one("etcd-s3-bucket"), name, time.Now().UTC().Format(time.RFC3339))
			}
		}
	default:
		fatal("No help topic for '%s'", args[0])
	}
}

func saveSnapshot(path string) error {
	answer, err := http.Post(gateway+"/v3/maintenance/snapshot", "application/json", strings.NewReader("{}"))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	file, err := os.OpenFile(path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	decoder := json.NewDecoder(answer.Body)
	for {
		var chunk struct{ Result struct{ Blob string } }
		if err := decoder.Decode(&chunk); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		data, err := base64.StdEncoding.DecodeString(chunk.Result.Blob)
		if err != nil {
			return err
		}
		if _, err := file.Write(data); err != nil {
			return err
		}
	}
	return os.Rename(path+".part", path)
}

// resetCluster is `k3s server --cluster-reset`: this server alone, with a snapshot's data or its own.
func resetCluster(c config, name, address string) {
	if exists(serverDir + "/db/reset-flag") {
		fatal("Managed etcd cluster membership was previously reset, please remove the cluster-reset flag and start k3s normally")
	}
	path := c.one("cluster-reset-restore-path")
	if path == "" {
		fatal("this stand-in resets with --cluster-reset-restore-path alone")
	}
	if c.is("etcd-s3") { // with a bucket the path is a name in it, and nothing else
		path = download(c, path)
	}
	if !exists(path) {
		fatal("etcd: snapshot path does not exist: %s", path)
	}
	if connection, err := http.Get(gateway + "/health"); err == nil {
		connection.Body.Close()
		fatal("etcd is running: stop k3s first")
	}
	fresh := etcdDir + "-restored"
	os.RemoveAll(fresh)
	restore := exec.Command(tools+"/etcdutl", "snapshot", "restore", path, "--data-dir", fresh, "--name", name,
		"--initial-cluster", name+"="+peerURL(address), "--initial-advertise-peer-urls", peerURL(address))
	out, err := restore.CombinedOutput()
	if err != nil {
		fatal("etcd: %s", out)
	}
	if exists(etcdDir) {
		check(os.Rename(etcdDir, fmt.Sprintf("%s-old-%d", etcdDir, time.Now().Unix())))
	}
	check(os.Rename(fresh, etcdDir))
	write(serverDir+"/db/reset-flag", "")
	makeAuthorities()
	info("Managed etcd cluster membership has been reset, restart without --cluster-reset flag now")
}

// tokenCommand is `k3s token rotate`: the data is kept under a new token, and every server must be started again with it.
func tokenCommand(args []string) {
	if len(args) == 0 || args[0] != "rotate" {
		fatal("token: no such subcommand")
	}
	c := parseArgs(args[1:], append([]string{"new-token"}, serverFlags...))
	given := os.Getenv("K3S_TOKEN")
	if given == "" {
		given = tokenOf(c)
	}
	stored, err := get("/stand-in/token")
	check(err)
	if password(given) != stored {
		fatal("failed to rotate token: not authorized")
	}
	fresh := password(c.one("new-token"))
	if fresh == "" {
		fresh = rand.Text()
	}
	check(put("/stand-in/token", fresh))
	write(serverDir+"/token", fullToken("server", fresh))
	fmt.Println("Token rotated, restart k3s nodes with new token")
}
