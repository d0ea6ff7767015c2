#!/bin/sh
# Stops a server, so that nothing is written while its data is replaced.
systemctl stop k3s
