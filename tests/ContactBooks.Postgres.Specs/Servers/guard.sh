# Runs a server that can't outlive the tests: usage guard.sh FOLDER SIGNAL LOG PROGRAM ARGUMENT …
# Writes the server's process identifier, and "ended" when it has. The tests hold the other end of standard input: a line
# there says that all is well, its end without one that they are gone, however that came about. Then the server is ended
# and its folder deleted.
folder=$1 signal=$2 log=$3
shift 3
exec 3<&0
"$@" </dev/null >>"$log" 2>&1 3<&- &
server=$!
trap '' PIPE INT TERM HUP
echo "$server"
{
  if ! read -r _ <&3; then
    kill -s "$signal" "$server"
    while kill -0 "$server"; do sleep 0.05; done
    rm -rf -- "$folder"
  fi
} 2>/dev/null &
wait "$server" 2>/dev/null
echo ended
wait
