"""What stands in for the Job controller, the scheduler and the kubelet: Jobs end at once, and say what a runner would.

No container runs. The databases are at their targets already, so that a run has nothing to do, and its result is a real
one's with the names of this Job.
"""

import datetime
import json
import queue
import threading
import time

WORKERS = 4
WATCH_SECONDS = 300


class Kubelet:
    def __init__(self, cluster, namespace, result, watch_seconds=WATCH_SECONDS):
        """result(job): what the runner would leave in the termination log."""
        self.cluster, self.namespace, self.result, self.watch_seconds = cluster, namespace, result, watch_seconds
        self.created = {}  # the time when each Job was seen to be there, by the resource's name, the newest
        self.jobs = 0
        self.held = {}  # the names of the Jobs that are there, by their uids
        self.work = queue.Queue()
        self.errors = []

    def start(self):
        path = "/apis/batch/v1/namespaces/%s/jobs" % self.namespace
        threading.Thread(target=self.follow, args=(path,), daemon=True).start()
        for _ in range(WORKERS):
            threading.Thread(target=self.serve, daemon=True).start()

    def follow(self, path):
        """Lists and watches for ever: every watch ends in time, and what happened since is in the next list."""
        while True:
            try:
                version = self.list(path)
                for at, event in self.cluster.watch(path, version, self.watch_seconds):
                    if event["type"] == "ERROR":
                        break
                    self.see(at, event["type"], event["object"])
            except Exception as e:  # the bench reports them
                self.errors.append(repr(e))
                time.sleep(1)

    def list(self, path):
        found = self.cluster.call("GET", path)
        at, there = time.time(), {job["metadata"]["uid"] for job in found["items"]}
        for uid, name in list(self.held.items()):
            if uid not in there:
                self.see(at, "DELETED", {"metadata": {"uid": uid, "name": name}})
        for job in found["items"]:
            self.see(at, "ADDED", job)
        return found["metadata"]["resourceVersion"]

    def see(self, at, what, job):
        uid, name = job["metadata"]["uid"], job["metadata"]["name"]
        if what == "ADDED" and uid not in self.held:
            self.held[uid] = name
            self.jobs += 1
            self.created[job["metadata"]["annotations"]["revisor.dev/name"]] = at
            self.work.put((self.finish, job))
        elif what == "DELETED" and self.held.pop(uid, None):
            self.work.put((self.remove, name))

    def serve(self):
        while True:
            act, job = self.work.get()
            try:
                act(job)
            except Exception as e:  # the bench reports them
                self.errors.append(repr(e))

    def finish(self, job):
        metadata, template = job["metadata"], job["spec"]["template"]
        container = template["spec"]["containers"][0]
        pods = "/api/v1/namespaces/%s/pods" % self.namespace
        name = metadata["name"] + "-x"
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.cluster.call("POST", pods, {
            "apiVersion": "v1", "kind": "Pod",
            "metadata": {
                "name": name, "annotations": template["metadata"].get("annotations"),
                "labels": {**template["metadata"]["labels"], "batch.kubernetes.io/job-name": metadata["name"]},
            },
            "spec": template["spec"],
        })
        state = {"terminated": {
            "exitCode": 0, "reason": "Completed", "startedAt": now, "finishedAt": now, "message": json.dumps(self.result(job)),
        }}
        self.patch(pods + "/" + name, {"phase": "Succeeded", "containerStatuses": [{
            "name": container["name"], "image": container["image"], "imageID": container["image"] + "@sha256:" + "0" * 64,
            "ready": False, "restartCount": 0, "state": state,
        }]})
        condition = {"status": "True", "reason": "CompletionsReached", "lastTransitionTime": now, "lastProbeTime": now}
        self.patch("/apis/batch/v1/namespaces/%s/jobs/%s" % (self.namespace, metadata["name"]), {
            "startTime": now, "completionTime": now, "succeeded": 1, "failed": 0, "ready": 0, "terminating": 0,
            "uncountedTerminatedPods": {},
            "conditions": [{"type": "SuccessCriteriaMet", **condition}, {"type": "Complete", **condition}],
        })

    def patch(self, path, status):
        self.cluster.call("PATCH", path + "/status", {"status": status}, "application/merge-patch+json")

    def remove(self, name):
        self.cluster.call("DELETE", "/api/v1/namespaces/%s/pods/%s-x" % (self.namespace, name), {"gracePeriodSeconds": 0})
