# The server for phones answers, and ends when it is asked to.
glutecue serve --address 127.0.0.1:8181 --home served >serve.txt 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
try=0
until grep -q 'Pairing code:' serve.txt; do
  try=$((try + 1))
  test $try -lt 50
  sleep 0.1
done
answer=$(bash -c 'exec 3<>/dev/tcp/127.0.0.1/8181
printf "GET / HTTP/1.1\r\nHost: 127.0.0.1:8181\r\nConnection: close\r\n\r\n" >&3
cat <&3')
echo "$answer" | head -n 3
case $answer in 'HTTP/1.1 200'*'<html'*) ;; *) exit 1 ;; esac
kill $server
wait $server || test $? = 143
