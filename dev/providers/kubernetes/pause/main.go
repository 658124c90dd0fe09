// pause holds the namespaces of a pod: it sleeps until it is told to end, and reaps the orphans of
// a pod whose containers share their process namespace.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGCHLD)
	for received := range signals {
		if received != syscall.SIGCHLD {
			return
		}
		for reapOne() {
		}
	}
}

// reapOne says whether there was a dead child, since one signal may stand for several.
func reapOne() bool {
	child, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil)
	return err == nil && child > 0
}
