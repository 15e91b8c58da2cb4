# A server of PostgreSQL in a folder of its own, until the standard input ends. Says 'ready', or why there is none.
# Lines on the standard input: 'crash' kills every process of it and starts it anew.
dir=$1
trap 'rm -rf "$dir"' EXIT
PATH="$PATH:$(echo /usr/lib/postgresql/*/bin | tr ' ' ':')"
command -v initdb >/dev/null && command -v postgres >/dev/null || { echo "no postgres"; exit 1; }
as() { exec "$@"; } # in a shell of its own
if [ "$(id -u)" -eq 0 ]; then
    # It refuses to run as root.
    user=postgres
    id -u "$user" >/dev/null 2>&1 || user=nobody
    group=$(id -g "$user")
    chown "$user" "$dir"
    as() { exec setpriv --reuid="$user" --regid="$group" --clear-groups "$@"; }
fi
cd "$dir" || exit 1
(as initdb -D "$dir/data" -U kaocheng -A trust -E UTF8 --locale=C --no-sync) >"$dir/log" 2>&1 || {
    cat "$dir/log"
    exit 1
}
launch() {
    as postgres -D "$dir/data" -k "$dir" -c listen_addresses= -c shared_buffers=16MB -c max_connections=50 >>"$dir/log" 2>&1 &
    server=$!
}
start() {
    launch
    for _ in $(seq 300); do
        pg_isready -q -h "$dir" -U kaocheng -d postgres && echo ready && return
        # What a killed one leaves of itself keeps the next from starting for a moment.
        kill -0 "$server" 2>/dev/null || launch
        sleep 0.1
    done
    tail -3 "$dir/log"
    exit 1
}
start
while read -r told; do
    if [ "$told" = crash ]; then
        children=$(cat "/proc/$server/task/$server/children")
        kill -9 "$server" $children
        wait "$server" 2>/dev/null
        start
    fi
done
kill -INT "$server"
wait "$server"
