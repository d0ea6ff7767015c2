// A STAND-IN for k3s, for tests alone: the same files, flags, unit names and token rules, and as the control plane the real etcd and
// the real kube-apiserver, as child processes. Nodes are objects with a heartbeat; no container ever runs.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

const (
	dataDir   = "/var/lib/rancher/k3s"
	serverDir = dataDir + "/server"
	configDir = "/etc/rancher/k3s"
	adminConf = configDir + "/k3s.yaml"
	tools     = "/opt/stand-in"
	mark      = "STAND-IN-VERSION="
)

// version is appended to the program, so that one build makes every release.
func version() string {
	data, err := os.ReadFile("/proc/self/exe")
	check(err)
	text := string(data[max(0, len(data)-64):])
	at := strings.LastIndex(text, mark)
	if at < 0 {
		fatal("no version at the end of the program")
	}
	return strings.TrimSpace(text[at+len(mark):])
}

func main() {
	args := os.Args[1:]
	if name := filepath.Base(os.Args[0]); name == "kubectl" {
		args = append([]string{name}, args...)
	}
	if len(args) == 0 {
		fatal("no command")
	}
	switch args[0] {
	case "--version", "-v":
		fmt.Printf("k3s version %s (stand-in)\ngo version go1.26\n", version())
	case "server":
		runServer(parseArgs(args[1:], serverFlags))
	case "agent":
		runAgent(parseArgs(args[1:], agentFlags))
	case "kubectl":
		os.Setenv("KUBECONFIG", adminConf)
		check(syscall.Exec(tools+"/kubectl", append([]string{"kubectl"}, args[1:]...), os.Environ()))
	case "etcd-snapshot":
		snapshotCommand(args[1:])
	case "token":
		tokenCommand(args[1:])
	case "certificate":
		certificateCommand(args[1:])
	default:
		fatal("No help topic for '%s'", args[0])
	}
}

func fatal(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "level=fatal msg=%q\n", fmt.Sprintf(format, values...))
	os.Exit(1)
}

func info(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "level=info msg=%q\n", fmt.Sprintf(format, values...))
}

func check(err error) {
	if err != nil {
		fatal("%v", err)
	}
}

// child starts a program that ends with us, as the real one's parts do, which are threads.
func child(name string, args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(tools, name), args...)
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	command.Env = []string{"PATH=" + os.Getenv("PATH")} // systemd hears of the whole from us alone
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	check(command.Start())
	return command
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func read(path string) string {
	data, err := os.ReadFile(path)
	check(err)
	return strings.TrimSpace(string(data))
}

func write(path, text string) {
	check(os.MkdirAll(filepath.Dir(path), 0o700))
	check(os.WriteFile(path+".part", []byte(text), 0o600))
	check(os.Rename(path+".part", path))
}
