package main

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// managed is the finalizer by which k3s takes a member out of etcd before its node goes.
const managed = "wrangler.cattle.io/managed-etcd-controller"

// A node without a sign of life for this long is not Ready.
const silence = 20 * time.Second

type node struct {
	name, address string
	server        bool
	servers       []string
	client        http.Client
}

type nodeObject struct {
	Metadata struct {
		Name              string
		DeletionTimestamp string
		Finalizers        []string
		Labels            map[string]string
	}
	Status struct {
		Conditions []struct{ Type, Status, LastHeartbeatTime string }
	}
}

func newNode(name, address string, server bool, servers []string, pair string) *node {
	own, err := tls.LoadX509KeyPair(pair+".crt", pair+".key")
	check(err)
	authority := tlsDir + "/server-ca.crt"
	if !server {
		authority = dataDir + "/agent/server-ca.crt"
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool(authority), Certificates: []tls.Certificate{own}}}
	return &node{name: name, address: address, server: server, servers: servers, client: http.Client{Timeout: 10 * time.Second, Transport: transport}}
}

// call asks one server after another, as k3s' own load balancer on every node does.
func (n *node) call(method, path, kind string, body, into any) (int, error) {
	data, err := json.Marshal(body)
	check(err)
	var last error
	for _, server := range n.servers {
		request, err := http.NewRequest(method, "https://"+server+":6443"+path, bytes.NewReader(data))
		check(err)
		request.Header.Set("Content-Type", kind)
		answer, err := n.client.Do(request)
		if err != nil {
			last = err
			continue
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode >= 500 {
			last = fmt.Errorf("%s", text)
			continue
		}
		if into != nil && answer.StatusCode < 300 {
			last = json.Unmarshal(text, into)
		}
		return answer.StatusCode, last
	}
	return 0, last
}

// register makes the node, as kubelet does when it starts: later a node that was deleted stays deleted.
func (n *node) register() {
	labels := map[string]any{"kubernetes.io/hostname": n.name, "node.kubernetes.io/instance-type": "k3s"}
	metadata := map[string]any{"name": n.name, "labels": labels}
	if n.server {
		for _, role := range []string{"control-plane", "etcd", "master"} {
			labels["node-role.kubernetes.io/"+role] = "true"
		}
		metadata["finalizers"] = []string{managed}
	}
	body := map[string]any{"apiVersion": "v1", "kind": "Node", "metadata": metadata}
	for range 300 {
		code, err := n.call("POST", "/api/v1/nodes", "application/json", body, nil)
		if code == 409 {
			code, err = n.call("PATCH", "/api/v1/nodes/"+n.name, "application/merge-patch+json", map[string]any{"metadata": map[string]any{"labels": labels}}, nil)
		}
		if err == nil && code < 300 && n.patchStatus(n.name, n.status("True")) == nil {
			return
		}
		if err != nil {
			info("waiting for the API: %v", err)
		}
		time.Sleep(200 * time.Millisecond)
	}
	fatal("the node could not be registered")
}

func (n *node) status(ready string) map[string]any {
	now := time.Now().UTC().Format(time.RFC3339)
	info := map[string]any{"kubeletVersion": version(), "architecture": "amd64", "operatingSystem": "linux", "osImage": "stand-in", "kernelVersion": "stand-in",
		"containerRuntimeVersion": "stand-in://1", "kubeProxyVersion": "", "machineID": "", "systemUUID": "", "bootID": ""}
	return map[string]any{
		"addresses":  []any{map[string]any{"type": "InternalIP", "address": n.address}, map[string]any{"type": "Hostname", "address": n.name}},
		"nodeInfo":   info,
		"conditions": []any{map[string]any{"type": "Ready", "status": ready, "reason": "StandIn", "message": "stand-in", "lastHeartbeatTime": now, "lastTransitionTime": now}},
	}
}

func (n *node) patchStatus(name string, status any) error {
	code, err := n.call("PATCH", "/api/v1/nodes/"+name+"/status", "application/merge-patch+json", map[string]any{"status": status}, nil)
	if err == nil && code >= 300 {
		return fmt.Errorf("status %d", code)
	}
	return err
}

func (n *node) beat() {
	for range time.Tick(2 * time.Second) {
		n.patchStatus(n.name, n.status("True"))
	}
}

// control is what the controllers of a server do: silent nodes are not Ready, and deleted servers leave etcd.
func (n *node) control() {
	for range time.Tick(time.Second) {
		var list struct{ Items []nodeObject }
		if code, err := n.call("GET", "/api/v1/nodes", "application/json", nil, &list); err != nil || code != 200 {
			continue
		}
		for _, other := range list.Items {
			if other.Metadata.DeletionTimestamp != "" && len(other.Metadata.Finalizers) > 0 {
				if err := removeMember(other.Metadata.Name); err == nil {
					n.call("PATCH", "/api/v1/nodes/"+other.Metadata.Name, "application/merge-patch+json", map[string]any{"metadata": map[string]any{"finalizers": nil}}, nil)
				} else {
					info("%v", err)
				}
			}
			for _, condition := range other.Status.Conditions {
				heard, err := time.Parse(time.RFC3339, condition.LastHeartbeatTime)
				if condition.Type == "Ready" && condition.Status == "True" && err == nil && time.Since(heard) > silence {
					n.patchStatus(other.Metadata.Name, map[string]any{"conditions": []any{map[string]any{"type": "Ready", "status": "Unknown", "reason": "NodeStatusUnknown",
						"message": "stand-in", "lastHeartbeatTime": condition.LastHeartbeatTime, "lastTransitionTime": time.Now().UTC().Format(time.RFC3339)}}})
				}
			}
		}
	}
}
