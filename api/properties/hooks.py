"""What Schemathesis has to know of the api that its description does not say. All of it is the same in every run.

KUBECAST_THINGS names a JSON file with what there is:

- "ids": the ids of things by the resource of their path. Half of them are for deletion alone, so that everything else always has
  something to work on. "imports" are objects that wait to become videos.
- "streamNames": namespace and name of streams that stay.
- "account": what one that is there logs in with.
- "refreshCookies": logins that nobody uses.
- "clip": fields of a new recording that fit the sessions of the streams.

Of five requests one keeps what was made up. What was made invalid on purpose always stays so. Each request is another browser's: what
is limited by address hides no route.
"""

import ipaddress
import itertools
import json
import os
import re
from collections import defaultdict

import schemathesis

with open(os.environ["KUBECAST_THINGS"], encoding="utf-8") as file:
    THINGS = json.load(file)

MADE_UP_EVERY = 5
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
USERNAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{2,31}")
EMAIL = re.compile(r"[a-z0-9.]+@[a-z0-9.]+")
NETWORKS = ipaddress.ip_network("2001:db8::/32")

addresses = itertools.count(1)
turns = defaultdict(itertools.count)


def fits(pattern, value):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def known_id(resource, turn, deletes):
    ids = THINGS["ids"].get(resource, [])
    kept = len(ids) // 2
    chosen = ids[kept:] if deletes else ids[:kept]
    return chosen[turn % len(chosen)] if chosen else None


def replace_id(container, field, known):
    if known is not None and fits(UUID, container.get(field)):
        container[field] = known


def make_clip(body, turn):
    replace_id(body, "streamId", known_id("streams", turn, False))
    if "from" in body and "to" in body:
        body.update(THINGS["clip"])
        body.pop("sessionId", None)


def make_account(body, turn):
    """One that nobody has, with a password that is not among the commonest."""
    if fits(USERNAME, body.get("username")) and "@" in str(body.get("email")) and len(str(body.get("password"))) >= 8:
        body.update(username=f"somebody-{turn}", email=f"somebody-{turn}@example.org", password=f"correct horse {turn}")


def log_in(body, turn):
    if "login" in body and "password" in body:
        body.update(THINGS["account"])


def watch(body, turn):
    replace_id(body, "streamId", known_id("streams", turn, False))


def import_video(body, turn):
    replace_id(body, "id", known_id("imports", turn, False))


BODIES = {
    "POST /api/auth/login": log_in,
    "POST /api/auth/register": make_account,
    "POST /api/realtime/watching": watch,
    "POST /api/recordings": make_clip,
    "POST /api/videos/import": import_video,
}


def fit_to_what_there_is(case, label, turn):
    method, path = label.split(" ")
    if case.path_parameters:
        deletes = method == "DELETE" and path.endswith("/{id}")
        replace_id(case.path_parameters, "id", known_id(path.split("/")[2], turn, deletes))
    if {"namespace", "name"} <= (case.path_parameters or {}).keys():
        case.path_parameters.update(THINGS["streamNames"][turn % len(THINGS["streamNames"])])
    if label in BODIES and isinstance(case.body, dict):
        BODIES[label](case.body, turn)
    if path == "/api/auth/refresh" and case.cookies:
        case.cookies["kubecast_refresh"] = THINGS["refreshCookies"][turn % len(THINGS["refreshCookies"])]


@schemathesis.hook
def before_call(context, case, kwargs):
    label = context.operation.label
    turn = next(turns[label])
    if turn % MADE_UP_EVERY != MADE_UP_EVERY - 1:
        fit_to_what_there_is(case, label, turn)
    address = NETWORKS.network_address + (next(addresses) << 64)
    case.headers = {**(case.headers or {}), "X-Forwarded-For": str(address)}
