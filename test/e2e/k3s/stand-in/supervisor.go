package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// bootstrap is what a node that joins gets: a server the authorities, an agent what it reaches the API with.
type bootstrap struct {
	Files      map[string]string
	Servers    []string
	AgentToken string
}

// serve answers on 6443: k3s' own paths by itself, everything else through the real API server.
func serve(c config, name, address string) {
	hosts := append([]string{"127.0.0.1", "localhost", "kubernetes", "kubernetes.default", name, address}, c["tls-san"]...)
	pair := signed("server", "serving-kube-apiserver", subject("k3s"), hosts)
	mux := http.NewServeMux()
	mux.HandleFunc("/cacerts", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, readAll(tlsDir+"/server-ca.crt")) })
	mux.HandleFunc("/ping", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "pong") })
	mux.HandleFunc("/v1-k3s/server-bootstrap", authorized([]string{"server"}, func(_ *http.Request) (any, error) {
		return bootstrap{Files: bootstrapFiles(), Servers: addresses(), AgentToken: read(serverDir + "/agent-token")}, nil
	}))
	var one sync.Mutex // many agents ask at once, and each gets a pair that fits
	mux.HandleFunc("/v1-k3s/agent-bootstrap", authorized([]string{"node", "server"}, func(_ *http.Request) (any, error) {
		one.Lock()
		defer one.Unlock()
		pair := signed("client", "client-agent", subject("system:agent", "system:masters"), nil)
		return bootstrap{Files: map[string]string{"client-kubelet.crt": readAll(pair + ".crt"), "client-kubelet.key": readAll(pair + ".key")}, Servers: addresses()}, nil
	}))
	mux.HandleFunc("/v1-k3s/etcd-join", authorized([]string{"server"}, func(r *http.Request) (any, error) {
		return addMember(r.URL.Query().Get("name"), r.URL.Query().Get("address"))
	}))
	mux.HandleFunc("/v1-k3s/etcd-promote", authorized([]string{"server"}, func(r *http.Request) (any, error) {
		return "", promote(r.URL.Query().Get("address"))
	}))
	mux.Handle("/", apiProxy())
	server := http.Server{Addr: ":6443", Handler: mux, ErrorLog: nil, TLSConfig: &tls.Config{ClientAuth: tls.VerifyClientCertIfGiven, ClientCAs: pool(tlsDir + "/client-ca.crt")}}
	go func() { check(server.ListenAndServeTLS(pair+".crt", pair+".key")) }()
}

func readAll(path string) string {
	data, err := os.ReadFile(path)
	check(err)
	return string(data)
}

func addresses() []string {
	found, err := members()
	if err != nil {
		return nil
	}
	hosts := []string{}
	for _, one := range found {
		if parsed, err := url.Parse(one.PeerURLs[0]); err == nil && !one.IsLearner {
			hosts = append(hosts, parsed.Hostname())
		}
	}
	return hosts
}

// authorized lets in who knows the password of one of the users: the server's token, or the agents'.
func authorized(users []string, answer func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, given, _ := r.BasicAuth()
		for _, allowed := range users {
			wanted, err := get("/stand-in/token")
			if allowed == "node" {
				wanted, err = password(read(serverDir+"/agent-token")), nil
			}
			if err != nil {
				http.Error(w, err.Error(), 503)
				return
			}
			if user == allowed && given == wanted {
				body, err := answer(r)
				if err != nil {
					http.Error(w, err.Error(), 503)
					return
				}
				json.NewEncoder(w).Encode(body)
				return
			}
		}
		http.Error(w, "Unauthorized", 401)
	}
}

// apiProxy hands a client's certificate on in the headers that the API server trusts our own certificate for.
func apiProxy() http.Handler {
	target, _ := url.Parse("https://127.0.0.1:6444")
	pair := signed("request-header", "client-auth-proxy", subject("system:auth-proxy"), nil)
	own, err := tls.LoadX509KeyPair(pair+".crt", pair+".key")
	check(err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.FlushInterval = -1
	proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, err error) { http.Error(w, err.Error(), 503) }
	proxy.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool(tlsDir + "/server-ca.crt"), Certificates: []tls.Certificate{own}}, MaxIdleConnsPerHost: 50}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			if strings.HasPrefix(name, "X-Remote-") {
				r.Header.Del(name)
			}
		}
		if len(r.TLS.PeerCertificates) > 0 {
			who := r.TLS.PeerCertificates[0].Subject
			r.Header.Set("X-Remote-User", who.CommonName)
			for _, group := range append(who.Organization, "system:authenticated") {
				r.Header.Add("X-Remote-Group", group)
			}
		}
		proxy.ServeHTTP(w, r)
	})
}

// caller asks a server as k3s does: first for its authority, which the token's hash must fit, then with the token's password.
type caller struct {
	server, user, secret string
	client               http.Client
}

func newCaller(server, user, token string) (*caller, error) {
	insecure := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	answer, err := insecure.Get(server + "/cacerts")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	authority, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	checkHash(token, string(authority))
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	made := &caller{server: server, user: user, secret: password(token)}
	made.client = http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DialContext: nil}}
	return made, nil
}

func (c *caller) ask(path string, into any) error {
	request, err := http.NewRequestWithContext(context.Background(), "GET", c.server+path, nil)
	if err != nil {
		return err
	}
	request.SetBasicAuth(c.user, c.secret)
	answer, err := c.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	if answer.StatusCode == 401 {
		fatal("failed to validate token: not authorized")
	}
	if answer.StatusCode != 200 {
		return fmt.Errorf("%s: %s", path, strings.TrimSpace(string(text)))
	}
	return json.Unmarshal(text, into)
}
