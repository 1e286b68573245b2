#!/bin/bash
# `glutecue bids` as a Slurm array on a cluster of one node, this machine, which it makes and takes down again: simulated
# people, jobs killed at random, one broken file. What is left at the end must be what one machine finds alone, byte for byte.
#
#   apt-get install slurm-wlm munge
#   scripts/slurm-check.sh FOLDER [PEOPLE] [SECONDS] [EACH]      300 people of 120 s, 5 a job
#
# Needs root (Slurm's daemon starts jobs) and `swift build -c release --product glutecue`. Prints figures; the log is in
# FOLDER/log. Nothing but FOLDER is written.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
base=$(realpath -m "${1:?usage: scripts/slurm-check.sh FOLDER [PEOPLE] [SECONDS] [EACH]}")
people=${2:-300} seconds=${3:-120} each=${4:-5}
export GLUTECUE=${GLUTECUE:-$root/.build/release/glutecue}
cores=$(nproc)
mkdir -p "$base" "$base/spool" "$base/state"
exec > >(tee "$base/log") 2>&1
study=$base/study
say() { echo "$(date +%T) $*"; }

# ---------------------------------------------------------------- the cluster
munge_pid='' daemons=()
finish() {
  scancel --me 2> /dev/null || true
  for pid in "${daemons[@]}" $munge_pid; do kill "$pid" 2> /dev/null || true; done
  wait "${daemons[@]}" $munge_pid 2> /dev/null || true
}
trap finish EXIT
umask 022
dd if=/dev/urandom of="$base/munge.key" bs=1024 count=1 status=none
chmod 400 "$base/munge.key"
munged --foreground --force --socket="$base/munge.sock" --key-file="$base/munge.key" --log-file="$base/munged.log" \
  --pid-file="$base/munged.pid" --seed-file="$base/munge.seed" --num-threads=1 \
  > "$base/daemons.log" 2>&1 &
munge_pid=$!
host=$(hostname -s)
cat > "$base/slurm.conf" << END
ClusterName=check
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$base/munge.sock
CredType=cred/munge
StateSaveLocation=$base/state
SlurmdSpoolDir=$base/spool
SlurmctldPidFile=$base/slurmctld.pid
SlurmdPidFile=$base/slurmd.pid
SlurmctldLogFile=$base/slurmctld.log
SlurmdLogFile=$base/slurmd.log
SlurmctldPort=26817
SlurmdPort=26818
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MaxArraySize=10001
MpiDefault=none
ReturnToService=2
KillWait=5
MinJobAge=300
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$base/slurm.conf
slurmctld -D -c >> "$base/daemons.log" 2>&1 & daemons+=($!)
slurmd -D >> "$base/daemons.log" 2>&1 & daemons+=($!)
for _ in $(seq 60); do
  sinfo -h -o %T 2> /dev/null | grep -qE 'idle|mixed' && break
  sleep 1
done
sinfo
say "Slurm: $(sinfo --version), $cores processors"

# ---------------------------------------------------------------- the people
if [ ! -f "$study/participants.tsv" ]; then
  say "Simulating $people people, $seconds s each"
  "$root/scripts/simulated-study.sh" "$study" "$people" "$seconds" "$cores"
  broken=$(ls -d "$study"/sub-*/emg/*_emg.[eb]df | sed -n "$((people / 2))p")
  head -c 1000 "$broken" > "$broken.cut" && mv "$broken.cut" "$broken"
  say "Broken: ${broken#"$study/"} (cut off within its header)"
fi
count=$(ls -d "$study"/sub-*/emg/*_emg.[eb]df | wc -l)
say "$count recordings, $(du -sm --apparent-size "$study" | cut -f1) MB"

# ---------------------------------------------------------------- one machine
rm -rf "$base/alone" "$base/cluster"
say "One machine, one process, $cores at once"
begun=$(date +%s.%N)
code=0
/usr/bin/env time -f '%U %S %M' -o "$base/alone.time" \
  "$GLUTECUE" bids "$study" "$base/alone" participant --jobs "$cores" 2> "$base/alone.log" || code=$?
ended=$(date +%s.%N)
"$GLUTECUE" bids "$study" "$base/alone" group > /dev/null 2>> "$base/alone.log"
say "exit code $code (65: the broken file)"

# ---------------------------------------------------------------- the cluster, with jobs killed at random
kills=0 rounds=0 most=$((people / 4))
cluster_begun=$(date +%s.%N)
while :; do
  "$GLUTECUE" bids "$study" "$base/cluster" participant --list > "$base/left.txt"
  left=$(wc -l < "$base/left.txt")
  [ "$left" -gt 1 ] && [ "$rounds" -lt 20 ] || break
  rounds=$((rounds + 1))
  jobs=$(((left + each - 1) / each))
  say "Round $rounds: $left participants left, $jobs jobs"
  id=$(sbatch --parsable --array="1-$jobs" --mem=0 --nice=0 --output="$base/jobs-%A.log" \
    --export="ALL,STUDY=$study,OUT=$base/cluster,LEFT=$base/left.txt,EACH=$each" "$root/packaging/glutecue-bids.sbatch")
  while [ -n "$(squeue -h -j "$id" 2> /dev/null)" ]; do
    sleep "0.$((RANDOM % 9 + 1))"
    # one of the running programs or jobs, in one way or another; the last rounds are left in peace
    [ "$rounds" -le 3 ] && [ "$kills" -lt "$most" ] || continue
    case $((RANDOM % 4)) in
      0 | 1)
        victim=$(pgrep -f "glutecue bids $study $base/cluster participant" | shuf -n 1 || true)
        [ -n "$victim" ] && kill -9 "$victim" 2> /dev/null && kills=$((kills + 1)) ;;
      2)
        job=$(squeue -h -j "$id" -t R -o %i 2> /dev/null | shuf -n 1 || true)
        [ -n "$job" ] && scancel --signal=KILL --full "$job" 2> /dev/null && kills=$((kills + 1)) ;;
      3)
        job=$(squeue -h -j "$id" -t R -o %i 2> /dev/null | shuf -n 1 || true)
        [ -n "$job" ] && scontrol requeue "$job" 2> /dev/null && kills=$((kills + 1)) ;;
    esac
  done
done
cluster_ended=$(date +%s.%N)
code=0
"$GLUTECUE" bids "$study" "$base/cluster" group > "$base/group.log" 2>&1 || code=$?
say "Cluster: $rounds rounds, $kills jobs killed or queued again; group ends with $code"

# ---------------------------------------------------------------- the figures
fail=0
cmp "$base/alone/group_emg.tsv" "$base/cluster/group_emg.tsv" && say "The group tables are the same, byte for byte" || fail=1
cmp "$base/alone/group_emg.html" "$base/cluster/group_emg.html" && say "So are the pages" || fail=1
differ=$(diff -rq "$base/alone" "$base/cluster" --exclude=report.html || true)
[ -z "$differ" ] && say "So is every other result" || { echo "$differ" | head; fail=1; }
[ ! -e "$base/cluster/.work" ] && say "Nothing is left of the killed jobs" || { ls "$base/cluster/.work" | head -3; fail=1; }
awk -v count="$count" -v begun="$begun" -v ended="$ended" -v cb="$cluster_begun" -v ce="$cluster_ended" -v cores="$cores" '
  { user = $1; sys = $2; peak = $3 }
  END {
    printf "One machine: %.1f s for %d recordings, %.0f ms of a processor each, peak memory %.0f MB\n", ended - begun, count, 1000 * (user + sys) / count, peak / 1024
    printf "Slurm:       %.1f s with kills, %.0f ms of wall time a recording (%.0f ms on one machine)\n", ce - cb, 1000 * (ce - cb) / count, 1000 * (ended - begun) / count
  }' "$base/alone.time"
say "Rows: $(wc -l < "$base/cluster/group_emg.tsv"); results $(du -sm --apparent-size "$base/cluster" | cut -f1) MB"
exit $fail
