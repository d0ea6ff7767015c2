package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

const etcdDir = serverDir + "/db/etcd"
const gateway = "http://127.0.0.1:2379"

type member struct {
	ID        string   `json:"ID"`
	Name      string   `json:"name"`
	PeerURLs  []string `json:"peerURLs"`
	IsLearner bool     `json:"isLearner"`
}

// etcd calls the gateway of this server's own member.
func etcd(path string, body, into any) error {
	data, err := json.Marshal(body)
	check(err)
	client := http.Client{Timeout: 10 * time.Second}
	answer, err := client.Post(gateway+path, "application/json", bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != 200 {
		return fmt.Errorf("etcd: %s", strings.TrimSpace(string(text)))
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}

func members() ([]member, error) {
	var found struct{ Members []member }
	err := etcd("/v3/cluster/member/list", map[string]any{}, &found)
	return found.Members, err
}

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func put(key, value string) error {
	return etcd("/v3/kv/put", map[string]any{"key": encoded(key), "value": encoded(value)}, nil)
}

func get(key string) (string, error) {
	var found struct {
		Kvs []struct{ Value string }
	}
	if err := etcd("/v3/kv/range", map[string]any{"key": encoded(key)}, &found); err != nil || len(found.Kvs) == 0 {
		return "", err
	}
	value, err := base64.StdEncoding.DecodeString(found.Kvs[0].Value)
	return string(value), err
}

func peerURL(address string) string { return "http://" + address + ":2380" }

// startEtcd starts this server's member: with its data, alone, or as one more of an existing cluster.
func startEtcd(name, address, initial string) *exec.Cmd {
	state := "existing"
	if initial == "" {
		initial, state = name+"="+peerURL(address), "new"
	}
	return child("etcd", "--data-dir", etcdDir, "--name", name, "--unsafe-no-fsync", "--log-level", "error",
		"--heartbeat-interval", "500", "--election-timeout", "5000", "--strict-reconfig-check=false",
		"--listen-client-urls", gateway, "--advertise-client-urls", gateway,
		"--listen-peer-urls", peerURL(address), "--initial-advertise-peer-urls", peerURL(address),
		"--initial-cluster", initial, "--initial-cluster-state", state)
}

func waitForEtcd(seconds int) {
	for range seconds * 5 {
		if _, err := get("/stand-in/token"); err == nil {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	fatal("etcd has no leader")
}

// addMember lets a server in as a learner, which counts against nobody's majority, and returns the initial cluster of its etcd.
func addMember(name, address string) (string, error) {
	found, err := members()
	if err != nil {
		return "", err
	}
	url := peerURL(address)
	isIn := false
	for _, one := range found {
		if one.Name == name && one.PeerURLs[0] != url {
			return "", fmt.Errorf("duplicate node name found, please use a unique name for this node")
		}
		if one.IsLearner && one.PeerURLs[0] != url {
			return "", fmt.Errorf("etcdserver: too many learner members in cluster")
		}
		isIn = isIn || one.PeerURLs[0] == url
	}
	if !isIn {
		if err := etcd("/v3/cluster/member/add", map[string]any{"peerURLs": []string{url}, "isLearner": true}, nil); err != nil {
			return "", err
		}
	}
	initial := []string{name + "=" + url}
	for _, one := range found {
		if one.PeerURLs[0] != url {
			initial = append(initial, one.Name+"="+one.PeerURLs[0])
		}
	}
	return strings.Join(initial, ","), nil
}

func promote(address string) error {
	found, err := members()
	if err != nil {
		return err
	}
	for _, one := range found {
		if one.PeerURLs[0] == peerURL(address) && one.IsLearner {
			return etcd("/v3/cluster/member/promote", map[string]any{"ID": one.ID}, nil)
		}
	}
	return nil
}

func removeMember(name string) error {
	found, err := members()
	if err != nil {
		return err
	}
	for _, one := range found {
		if one.Name == name {
			return etcd("/v3/cluster/member/remove", map[string]any{"ID": one.ID}, nil)
		}
	}
	return nil
}
