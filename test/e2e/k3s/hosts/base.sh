#!/bin/bash
# Makes the base that every test host's overlay lies over: base.sh <folder>
set -u
keep=$1
mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,openssh-server,sudo,iproute2,curl,ca-certificates,procps,iptables,kmod,iputils-ping,netbase \
  bookworm "$keep.part" || exit 1
rm -f "$keep.part"/etc/ssh/ssh_host_* "$keep.part"/var/lib/apt/lists/*_* "$keep.part"/var/cache/apt/archives/*.deb
: >"$keep.part/etc/machine-id"
for name in ops guarded; do
  chroot "$keep.part" useradd -m -s /bin/bash "$name"
  mkdir -p "$keep.part/home/$name/.ssh"
done
echo 'guarded:open sesame' | chroot "$keep.part" chpasswd
echo 'ops ALL=(ALL) NOPASSWD: ALL' >"$keep.part/etc/sudoers.d/ops"
echo 'guarded ALL=(ALL) ALL' >"$keep.part/etc/sudoers.d/guarded"
chmod 440 "$keep.part"/etc/sudoers.d/*
mkdir -p "$keep.part/etc/ssh/authorized"
printf 'UseDNS no\nPasswordAuthentication no\nMaxStartups 100\nMaxSessions 100\nAuthorizedKeysFile /etc/ssh/authorized/%%u\n' \
  >"$keep.part/etc/ssh/sshd_config.d/lab.conf"
for name in console-getty.service getty.target getty@.service apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer \
  e2scrub_reap.service dpkg-db-backup.timer systemd-journal-flush.service systemd-update-utmp.service \
  systemd-update-utmp-runlevel.service systemd-sysctl.service systemd-modules-load.service sys-kernel-debug.mount \
  sys-kernel-tracing.mount sys-fs-fuse-connections.mount dev-hugepages.mount; do
  ln -sf /dev/null "$keep.part/etc/systemd/system/$name"
done
mkdir -p "$keep.part/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n' >"$keep.part/etc/systemd/journald.conf.d/lab.conf"
install -m 755 "$(dirname "$0")/sysctl.sh" "$keep.part/usr/local/sbin/sysctl"
mkdir -p "$keep.part/opt/stand-in"
mv "$keep.part" "$keep"
