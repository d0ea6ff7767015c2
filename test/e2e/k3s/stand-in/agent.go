package main

import (
	"encoding/json"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const agentDir = dataDir + "/agent"

// runAgent is `k3s agent`.
func runAgent(c config) {
	checkKernel(c)
	name, address, server, token := c.one("node-name"), c.one("node-ip"), c.one("server"), tokenOf(c)
	if server == "" {
		fatal("--server is required")
	}
	if token == "" {
		fatal("--token is required")
	}
	servers := join(server, token)
	node := newNode(name, address, false, servers, agentDir+"/client-kubelet")
	node.register()
	notify("READY=1")
	info("k3s agent is up and running")
	go node.beat()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	<-stop
}

// join asks the server that the configuration names, or any that was known before, until one answers.
func join(server, token string) []string {
	candidates := []string{server}
	if exists(agentDir + "/servers.json") {
		var known []string
		check(json.Unmarshal([]byte(read(agentDir+"/servers.json")), &known))
		for _, host := range known {
			candidates = append(candidates, "https://"+host+":6443")
		}
	}
	for range 300 {
		for _, candidate := range candidates {
			through, err := newCaller(candidate, "node", token)
			var got bootstrap
			if err == nil {
				err = through.ask("/v1-k3s/agent-bootstrap", &got)
			}
			if err != nil {
				info("Waiting to retrieve agent configuration; server is not ready: %v", err)
				continue
			}
			for file, content := range got.Files {
				write(agentDir+"/"+file, content)
			}
			authority, err := through.authority()
			check(err)
			write(agentDir+"/server-ca.crt", authority)
			list, _ := json.Marshal(got.Servers)
			write(agentDir+"/servers.json", string(list))
			return got.Servers
		}
		time.Sleep(500 * time.Millisecond)
	}
	fatal("no server answered")
	return nil
}

// authority is the certificate that the server's own is signed with.
func (c *caller) authority() (string, error) {
	answer, err := c.client.Get(c.server + "/cacerts")
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	data := make([]byte, 16384)
	length := 0
	for {
		count, err := answer.Body.Read(data[length:])
		length += count
		if err != nil {
			return string(data[:length]), nil
		}
	}
}
