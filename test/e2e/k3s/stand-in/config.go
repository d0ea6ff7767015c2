package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// config holds flags by name, each with its values.
type config map[string][]string

var commonFlags = []string{"node-name", "node-ip", "token-file", "token", "server", "protect-kernel-defaults", "kubelet-arg", "debug"}
var agentFlags = commonFlags
var serverFlags = append([]string{
	"agent-token-file", "advertise-address", "tls-san", "cluster-cidr", "service-cidr", "cluster-dns", "cluster-init", "cluster-reset",
	"cluster-reset-restore-path", "secrets-encryption", "write-kubeconfig-mode", "kube-apiserver-arg", "kube-controller-manager-arg",
	"etcd-snapshot-schedule-cron", "etcd-snapshot-retention", "disable", "etcd-s3", "etcd-s3-endpoint", "etcd-s3-bucket",
	"etcd-s3-region", "etcd-s3-folder", "etcd-s3-access-key", "etcd-s3-secret-key",
}, commonFlags...)

func (c config) one(name string) string {
	if values := c[name]; len(values) > 0 {
		return values[len(values)-1]
	}
	return ""
}

func (c config) is(name string) bool { return c.one(name) == "true" }

// parseArgs reads config.yaml, config.yaml.d and the command line; a flag that k3s doesn't have ends it.
func parseArgs(args []string, known []string) config {
	found := config{}
	files, _ := filepath.Glob(configDir + "/config.yaml.d/*.yaml")
	sort.Strings(files)
	for _, file := range append([]string{configDir + "/config.yaml"}, files...) {
		if exists(file) {
			found.readYaml(file)
		}
	}
	for index := 0; index < len(args); index++ {
		name, value, given := strings.Cut(strings.TrimLeft(args[index], "-"), "=")
		if !given {
			value = "true"
			if index+1 < len(args) && !strings.HasPrefix(args[index+1], "-") {
				index++
				value = args[index]
			}
		}
		found[name] = append(found[name], value)
	}
	for name := range found {
		if !slices.Contains(known, name) {
			fatal("flag provided but not defined: -%s", name)
		}
	}
	return found
}

// readYaml understands what k3s' configuration is made of: scalars and lists of scalars.
func (c config) readYaml(file string) {
	key := ""
	for _, line := range strings.Split(read(file), "\n") {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, "- "):
			c[key] = append(c[key], scalar(text[2:]))
		default:
			name, value, ok := strings.Cut(text, ":")
			if !ok {
				fatal("%s: not YAML: %s", file, text)
			}
			key = name
			c[key] = nil
			if value = strings.TrimSpace(value); value != "" {
				c[key] = []string{scalar(value)}
			}
		}
	}
}

func scalar(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > 1 && (text[0] == '"' || text[0] == '\'') && text[len(text)-1] == text[0] {
		return text[1 : len(text)-1]
	}
	return text
}

// checkKernel refuses what kubelet refuses with protect-kernel-defaults.
func checkKernel(c config) {
	if !c.is("protect-kernel-defaults") {
		return
	}
	for name, wanted := range map[string]string{"vm.overcommit_memory": "1", "vm.panic_on_oom": "0", "kernel.panic": "10", "kernel.panic_on_oops": "1"} {
		out, err := exec.Command("sysctl", "-n", name).Output()
		check(err)
		if found := strings.TrimSpace(string(out)); found != wanted {
			fatal("invalid kernel flag: %s, expected value: %s, actual value: %s", name, wanted, found)
		}
	}
}

func tokenOf(c config) string {
	if file := c.one("token-file"); file != "" {
		if !exists(file) {
			fatal("open %s: no such file or directory", file)
		}
		return read(file)
	}
	return c.one("token")
}

// password is the secret part of a token: K10<hash>::<user>:<password>, or a token without a hash.
func password(token string) string {
	if _, rest, full := strings.Cut(token, "::"); full {
		_, secret, _ := strings.Cut(rest, ":")
		return secret
	}
	return token
}

func hostname() string {
	name, err := os.Hostname()
	check(err)
	return name
}
