package main

import (
	"crypto/rand"
	"crypto/x509/pkix"
	"encoding/base64"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func subject(name string, groups ...string) pkix.Name {
	return pkix.Name{CommonName: name, Organization: groups}
}

// runServer is `k3s server`.
func runServer(c config) {
	name, address := c.one("node-name"), c.one("node-ip")
	if name == "" {
		name = hostname()
	}
	if c.is("cluster-reset") {
		resetCluster(c, name, address)
		return
	}
	os.Remove(serverDir + "/db/reset-flag")
	checkKernel(c)
	fresh := !exists(etcdDir + "/member")
	initial := ""
	var through *caller
	switch {
	case !fresh:
	case c.is("cluster-init") && c.one("server") != "":
		fatal("invalid flag use; --cluster-init and --server are mutually exclusive")
	case c.is("cluster-init"):
		refuseSecondCluster(c, address)
	case c.one("server") != "":
		initial, through = joinCluster(c, name, address)
	default:
		fatal("neither --cluster-init nor --server: without them k3s uses sqlite, which this stand-in doesn't have")
	}
	token := tokenOf(c)
	if token == "" && through != nil {
		fatal("--token is required to join a cluster")
	}
	makeAuthorities()
	if !exists(tlsDir + "/" + encryption) {
		write(tlsDir+"/"+encryption, encryptionConfig())
	}
	write(etcdDir+"/name", name)
	store := startEtcd(name, address, initial)
	if through != nil {
		for until := time.Now().Add(2 * time.Minute); ; time.Sleep(500 * time.Millisecond) {
			var none string
			if err := through.ask("/v1-k3s/etcd-promote?address="+url.QueryEscape(address), &none); err == nil {
				break
			} else if time.Now().After(until) {
				fatal("the learner was not promoted: %v", err)
			}
		}
	}
	waitForEtcd(120)
	checkStoredToken(password(token))
	takeBootstrap()
	checkHash(token, readAll(tlsDir+"/server-ca.crt"))
	writeTokens(c, token)
	api := startApiServer(c)
	serve(c, name, address)
	writeAdminConf()
	node := newNode(name, address, true, []string{"127.0.0.1"}, adminPair())
	node.register()
	go node.beat()
	go node.control()
	notify("READY=1")
	info("k3s is up and running")
	wait(api, store)
}

// wait ends with whichever part ends first; told to stop, it stops the API server before etcd, which hands over its leadership.
func wait(programs ...*exec.Cmd) {
	ended := make(chan string, len(programs))
	for _, program := range programs {
		go func() {
			program.Wait()
			ended <- program.Path
		}()
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	select {
	case path := <-ended:
		fatal("%s ended", path)
	case <-stop:
	}
	for index, program := range programs {
		program.Process.Signal(syscall.SIGTERM)
		patience := time.Duration(3+index*7) * time.Second
		select {
		case <-ended:
		case <-time.After(patience):
			program.Process.Kill()
		}
	}
}

// writeTokens says what others join with: it names the authority that they will see.
func writeTokens(c config, token string) {
	own := serverDir + "/agent-token"
	if !exists(own) {
		write(own, read(c.one("agent-token-file")))
	}
	write(own, fullToken("node", password(read(own))))
	write(serverDir+"/token", fullToken("server", password(token)))
}

func fullToken(user, secret string) string {
	return "K10" + hashOf([]byte(readAll(tlsDir+"/server-ca.crt"))) + "::" + user + ":" + secret
}

// refuseSecondCluster is stricter than k3s, which would start a second cluster beside the first without a word.
func refuseSecondCluster(c config, own string) {
	for _, host := range c["tls-san"] {
		if host == own {
			continue
		}
		if connection, err := net.DialTimeout("tcp", net.JoinHostPort(host, "6443"), time.Second); err == nil {
			connection.Close()
			fatal("cluster-init: there is a cluster at %s already", host)
		}
	}
}

func joinCluster(c config, name, address string) (string, *caller) {
	through, err := newCaller(c.one("server"), "server", tokenOf(c))
	check(err)
	var got bootstrap
	check(through.ask("/v1-k3s/server-bootstrap", &got))
	writeBootstrap(got.Files)
	write(serverDir+"/agent-token", got.AgentToken)
	var initial string
	check(through.ask(fmt.Sprintf("/v1-k3s/etcd-join?name=%s&address=%s", url.QueryEscape(name), url.QueryEscape(address)), &initial))
	return initial, through
}

// checkStoredToken refuses a token that the cluster's data was not made with.
func checkStoredToken(secret string) {
	stored, err := get("/stand-in/token")
	check(err)
	if stored == "" { // a first start that was ended before it came here
		check(put("/stand-in/token", secret))
	} else if stored != secret {
		fatal("bootstrap data already found and encrypted with different token")
	}
}

func encryptionConfig() string {
	key := make([]byte, 32)
	rand.Read(key)
	return fmt.Sprintf(`{"kind":"EncryptionConfiguration","apiVersion":"apiserver.config.k8s.io/v1","resources":[{"resources":["secrets"],"providers":[{"aescbc":{"keys":[{"name":"aescbckey","secret":%q}]}},{"identity":{}}]}]}`,
		base64.StdEncoding.EncodeToString(key))
}

func startApiServer(c config) *exec.Cmd {
	serving := signed("server", "kube-apiserver-internal", subject("kube-apiserver"), []string{"127.0.0.1", "localhost"})
	flags := map[string]string{
		"etcd-servers": gateway, "etcd-prefix": "/registry", "bind-address": "127.0.0.1", "secure-port": "6444",
		"advertise-address": c.one("node-ip"), "endpoint-reconciler-type": "none", "service-cluster-ip-range": c.one("service-cidr"),
		"tls-cert-file": serving + ".crt", "tls-private-key-file": serving + ".key", "client-ca-file": tlsDir + "/client-ca.crt",
		"requestheader-client-ca-file": tlsDir + "/request-header-ca.crt", "requestheader-allowed-names": "system:auth-proxy",
		"requestheader-username-headers": "X-Remote-User", "requestheader-group-headers": "X-Remote-Group",
		"requestheader-extra-headers-prefix": "X-Remote-Extra-", "service-account-issuer": "https://kubernetes.default.svc.cluster.local",
		"service-account-key-file": tlsDir + "/service.key", "service-account-signing-key-file": tlsDir + "/service.key",
		"authorization-mode": "Node,RBAC", "allow-privileged": "true", "enable-admission-plugins": "NodeRestriction",
		"shutdown-delay-duration": "0s", "v": "0",
	}
	if c.is("secrets-encryption") {
		flags["encryption-provider-config"] = tlsDir + "/" + encryption
	}
	for _, arg := range c["kube-apiserver-arg"] {
		name, value, _ := strings.Cut(arg, "=")
		flags[name] = value
	}
	check(os.MkdirAll(serverDir+"/logs", 0o700))
	args := []string{}
	for name, value := range flags {
		args = append(args, "--"+name+"="+value)
	}
	return child("kube-apiserver", args...)
}

func adminPair() string {
	if !exists(tlsDir + "/client-admin.crt") {
		signed("client", "client-admin", subject("system:admin", "system:masters"), nil)
	}
	return tlsDir + "/client-admin"
}

func writeAdminConf() {
	data := func(path string) string { return base64.StdEncoding.EncodeToString([]byte(readAll(path))) }
	pair := adminPair()
	write(adminConf, fmt.Sprintf(`apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: %s
    server: https://127.0.0.1:6443
  name: default
contexts:
- context:
    cluster: default
    user: default
  name: default
current-context: default
kind: Config
preferences: {}
users:
- name: default
  user:
    client-certificate-data: %s
    client-key-data: %s
`, data(tlsDir+"/server-ca.crt"), data(pair+".crt"), data(pair+".key")))
}

func notify(state string) {
	socket := os.Getenv("NOTIFY_SOCKET")
	if socket == "" {
		return
	}
	connection, err := net.Dial("unixgram", socket)
	check(err)
	connection.Write([]byte(state))
	connection.Close()
}
