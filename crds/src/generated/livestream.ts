// Generated from crds/livestreams.yaml by `npm run generate -w @kubecast/crds`. Change the YAML, not this file.

import type { NodeAffinity, PodAffinity, PodAntiAffinity } from 'kubernetes-types/core/v1.js';

/** What the stream shall be. Every field may be left out. A change that needs another pod (the credentials' Secret and the latency under `ingest.srt`, `renditions`, `encoding`, `packaging`, `reconnect`, `recording.mode`, `podTemplate`) waits while the stream is live; the condition `Reconciling` says so. */
export interface LiveStreamSpec {
  /** The stream's title for people, free text of at most 200 characters. Without it the name is shown. */
  readonly title?: string;
  /** How the encoder reaches the stream. */
  readonly ingest: {
    /** The SRT endpoint (UDP). It takes MPEG-TS from one encoder at a time. */
    readonly srt: {
      /** The Secret in the stream's namespace with the encoder's credentials, under the keys `streamId` (1 to 64 of `A-Z`, `a-z`, `0-9`, `_`, `-`; unique in the cluster) and `passphrase` (10 to 79 of the same). Without it the operator makes the Secret `<name>-ingest` with random values. */
      readonly credentialsSecretRef?: {
        /** Name of the Secret. */
        readonly name: string;
      };
      /** How long SRT waits for lost packets to be sent again, in milliseconds. It delays the picture by as much. Three to four round trips between encoder and cluster are a good value; the higher of this and the encoder's own value holds. 20 to 8000, default 120. */
      readonly latencyMilliseconds: number;
      /** The Service `<name>-srt` in front of the transcoder pod, UDP port 8890. */
      readonly service: {
        /** `ClusterIP`: reached through the gateway or from inside the cluster. `NodePort`: a UDP port of every node. `LoadBalancer`: an address from the cluster's load balancer. Default ClusterIP. */
        readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
        /** The UDP port on the nodes, 1 to 65535 and inside the cluster's node port range (30000 to 32767 unless the cluster says otherwise). Left out, the cluster picks one. Only with `type` `NodePort` or `LoadBalancer`. A port that is taken or out of range makes the stream `Stalled`. */
        readonly nodePort?: number;
        /** Annotations for the Service, for example those that a cloud's load balancer reads. At most 32. */
        readonly annotations?: Readonly<Record<string, string>>;
      };
    };
  };
  /** The ladder that viewers choose from, highest first, 1 to 8 rungs. Rungs higher than the source are left out; the lowest always stays. The list is one value: whoever applies it owns all of it. Default 1080p at 4500 kbit/s, 720p at 2500, 480p at 1200 and 360p at 700. */
  readonly renditions: readonly {
    /** Name in playlists, keys and the viewer's quality menu: the height, `p`, and optionally the frame rate, for example `720p` or `720p60`. */
    readonly name: string;
    /** Height of the picture in pixels, an even number, 144 to 2160. The width follows from the source's aspect ratio. */
    readonly height: number;
    /** Average bitrate of the video, in kilobits (1000 bits) a second, 100 to 50000. */
    readonly videoBitrateKbps: number;
    /** Bitrate of the AAC audio, in kilobits (1000 bits) a second, 32 to 320, default 128. */
    readonly audioBitrateKbps: number;
  }[];
  /** How the renditions are encoded (H.264, AAC). */
  readonly encoding: {
    /** The x264 preset. Each step from `ultrafast` to `medium` gives a better picture at the same bitrate and needs more CPU. Default veryfast. */
    readonly preset: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium';
  };
  /** How the stream is cut for HLS. */
  readonly packaging: {
    /** Length of a segment, in seconds; every segment begins with a keyframe. Shorter ones let viewers join and switch quality faster, longer ones need fewer requests and uploads. The first one of each connection lasts a second, so that there is something to play. 1 to 6, default 2. */
    readonly segmentSeconds: number;
    /** Length of a low-latency part, in milliseconds: 200 to 1000, or 0 for playlists without parts. Viewers stay about three parts behind the encoder with parts, about three segments without. Default 200. */
    readonly partMilliseconds: number;
    /** How far back viewers may seek while the stream is live, in seconds, 0 to 14400 (4 hours). 0 keeps only what playback needs. Default 1800. */
    readonly dvrWindowSeconds: number;
  };
  /** What happens when the encoder drops. */
  readonly reconnect: {
    /** How long a session outlives its encoder, in seconds. An encoder that returns in that time continues the same session, playlist and recording. 0 ends the session with the connection. 0 to 1800, default 120. */
    readonly graceSeconds: number;
  };
  /** Whether and how sessions are recorded. */
  readonly recording: {
    /** `Always`: every session gets a Recording at its start. `Never`: none does. The mode at the session's start holds for the whole session. Default Always. */
    readonly mode: 'Always' | 'Never';
    /** Name of the rendition that is recorded, one of `renditions`. Left out, the highest that the session has. */
    readonly rendition?: string;
    /** How long recordings of this stream are kept, in days, 1 to 36500, copied to each Recording when it is made. Left out, they are kept until someone deletes them. */
    readonly retentionDays?: number;
  };
  /** `Public`: anyone with the address may watch. `Private`: only with a grant. Default Public. */
  readonly visibility: 'Public' | 'Private';
  /** True ends the running session and removes the pod. Configuration, credentials, segments and recordings stay; false brings the stream back under the same address. Default false. */
  readonly suspend: boolean;
  /** Additions to the transcoder pod. What the cluster refuses in it makes the stream `Stalled`, reason `PodTemplateInvalid`. */
  readonly podTemplate?: {
    /** More labels for the pod, at most 32. The prefixes `kubecast.dev/` and `app.kubernetes.io/` are the operator's. */
    readonly labels?: Readonly<Record<string, string>>;
    /** More annotations for the pod, at most 32. The prefix `kubecast.dev/` is the operator's. */
    readonly annotations?: Readonly<Record<string, string>>;
    /** CPU and memory of the transcoder container. What is named here replaces what the operator computes from the renditions for 30 frames a second; 60 need twice the CPU. */
    readonly resources?: {
      /** What the scheduler sets aside, as Kubernetes quantities, for example `cpu` `2` and `memory` `1Gi`. */
      readonly requests?: Readonly<Record<string, number | string>>;
      /** What the container may use at most, as Kubernetes quantities. Each is at least its request. */
      readonly limits?: Readonly<Record<string, number | string>>;
    };
    /** Labels that a node must have to run the pod. */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /** Taints that the pod tolerates, besides the 10 seconds that every transcoder pod tolerates a lost node. */
    readonly tolerations?: readonly {
      /** The taint's key. Left out, every key (`operator` must be `Exists`). */
      readonly key?: string;
      /** How `value` is compared. Left out, `Equal`. */
      readonly operator?: 'Exists' | 'Equal';
      /** The taint's value, for `Equal`. */
      readonly value?: string;
      /** The taint's effect. Left out, every effect. */
      readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
      /** For `NoExecute`, how long the pod stays on the node, in seconds, 0 to 31536000. Left out, for ever. */
      readonly tolerationSeconds?: number;
    }[];
    /** Where the pod may and should run, as in a pod. Its parts are checked when the pod is made. */
    readonly affinity?: {
      /** Rules on nodes. */
      readonly nodeAffinity?: NodeAffinity;
      /** Rules on being near other pods. */
      readonly podAffinity?: PodAffinity;
      /** Rules on keeping away from other pods. */
      readonly podAntiAffinity?: PodAntiAffinity;
    };
    /** Name of the PriorityClass of the pod. */
    readonly priorityClassName?: string;
    /** Name of the RuntimeClass of the pod. */
    readonly runtimeClassName?: string;
  };
}

/** What the stream shall be. Every field may be left out. A change that needs another pod (the credentials' Secret and the latency under `ingest.srt`, `renditions`, `encoding`, `packaging`, `reconnect`, `recording.mode`, `podTemplate`) waits while the stream is live; the condition `Reconciling` says so. */
export interface LiveStreamSpecInput {
  /** The stream's title for people, free text of at most 200 characters. Without it the name is shown. */
  readonly title?: string;
  /** How the encoder reaches the stream. */
  readonly ingest?: {
    /** The SRT endpoint (UDP). It takes MPEG-TS from one encoder at a time. */
    readonly srt?: {
      /** The Secret in the stream's namespace with the encoder's credentials, under the keys `streamId` (1 to 64 of `A-Z`, `a-z`, `0-9`, `_`, `-`; unique in the cluster) and `passphrase` (10 to 79 of the same). Without it the operator makes the Secret `<name>-ingest` with random values. */
      readonly credentialsSecretRef?: {
        /** Name of the Secret. */
        readonly name: string;
      };
      /** How long SRT waits for lost packets to be sent again, in milliseconds. It delays the picture by as much. Three to four round trips between encoder and cluster are a good value; the higher of this and the encoder's own value holds. 20 to 8000, default 120. */
      readonly latencyMilliseconds?: number;
      /** The Service `<name>-srt` in front of the transcoder pod, UDP port 8890. */
      readonly service?: {
        /** `ClusterIP`: reached through the gateway or from inside the cluster. `NodePort`: a UDP port of every node. `LoadBalancer`: an address from the cluster's load balancer. Default ClusterIP. */
        readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
        /** The UDP port on the nodes, 1 to 65535 and inside the cluster's node port range (30000 to 32767 unless the cluster says otherwise). Left out, the cluster picks one. Only with `type` `NodePort` or `LoadBalancer`. A port that is taken or out of range makes the stream `Stalled`. */
        readonly nodePort?: number;
        /** Annotations for the Service, for example those that a cloud's load balancer reads. At most 32. */
        readonly annotations?: Readonly<Record<string, string>>;
      };
    };
  };
  /** The ladder that viewers choose from, highest first, 1 to 8 rungs. Rungs higher than the source are left out; the lowest always stays. The list is one value: whoever applies it owns all of it. Default 1080p at 4500 kbit/s, 720p at 2500, 480p at 1200 and 360p at 700. */
  readonly renditions?: readonly {
    /** Name in playlists, keys and the viewer's quality menu: the height, `p`, and optionally the frame rate, for example `720p` or `720p60`. */
    readonly name: string;
    /** Height of the picture in pixels, an even number, 144 to 2160. The width follows from the source's aspect ratio. */
    readonly height: number;
    /** Average bitrate of the video, in kilobits (1000 bits) a second, 100 to 50000. */
    readonly videoBitrateKbps: number;
    /** Bitrate of the AAC audio, in kilobits (1000 bits) a second, 32 to 320, default 128. */
    readonly audioBitrateKbps?: number;
  }[];
  /** How the renditions are encoded (H.264, AAC). */
  readonly encoding?: {
    /** The x264 preset. Each step from `ultrafast` to `medium` gives a better picture at the same bitrate and needs more CPU. Default veryfast. */
    readonly preset?: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium';
  };
  /** How the stream is cut for HLS. */
  readonly packaging?: {
    /** Length of a segment, in seconds; every segment begins with a keyframe. Shorter ones let viewers join and switch quality faster, longer ones need fewer requests and uploads. The first one of each connection lasts a second, so that there is something to play. 1 to 6, default 2. */
    readonly segmentSeconds?: number;
    /** Length of a low-latency part, in milliseconds: 200 to 1000, or 0 for playlists without parts. Viewers stay about three parts behind the encoder with parts, about three segments without. Default 200. */
    readonly partMilliseconds?: number;
    /** How far back viewers may seek while the stream is live, in seconds, 0 to 14400 (4 hours). 0 keeps only what playback needs. Default 1800. */
    readonly dvrWindowSeconds?: number;
  };
  /** What happens when the encoder drops. */
  readonly reconnect?: {
    /** How long a session outlives its encoder, in seconds. An encoder that returns in that time continues the same session, playlist and recording. 0 ends the session with the connection. 0 to 1800, default 120. */
    readonly graceSeconds?: number;
  };
  /** Whether and how sessions are recorded. */
  readonly recording?: {
    /** `Always`: every session gets a Recording at its start. `Never`: none does. The mode at the session's start holds for the whole session. Default Always. */
    readonly mode?: 'Always' | 'Never';
    /** Name of the rendition that is recorded, one of `renditions`. Left out, the highest that the session has. */
    readonly rendition?: string;
    /** How long recordings of this stream are kept, in days, 1 to 36500, copied to each Recording when it is made. Left out, they are kept until someone deletes them. */
    readonly retentionDays?: number;
  };
  /** `Public`: anyone with the address may watch. `Private`: only with a grant. Default Public. */
  readonly visibility?: 'Public' | 'Private';
  /** True ends the running session and removes the pod. Configuration, credentials, segments and recordings stay; false brings the stream back under the same address. Default false. */
  readonly suspend?: boolean;
  /** Additions to the transcoder pod. What the cluster refuses in it makes the stream `Stalled`, reason `PodTemplateInvalid`. */
  readonly podTemplate?: {
    /** More labels for the pod, at most 32. The prefixes `kubecast.dev/` and `app.kubernetes.io/` are the operator's. */
    readonly labels?: Readonly<Record<string, string>>;
    /** More annotations for the pod, at most 32. The prefix `kubecast.dev/` is the operator's. */
    readonly annotations?: Readonly<Record<string, string>>;
    /** CPU and memory of the transcoder container. What is named here replaces what the operator computes from the renditions for 30 frames a second; 60 need twice the CPU. */
    readonly resources?: {
      /** What the scheduler sets aside, as Kubernetes quantities, for example `cpu` `2` and `memory` `1Gi`. */
      readonly requests?: Readonly<Record<string, number | string>>;
      /** What the container may use at most, as Kubernetes quantities. Each is at least its request. */
      readonly limits?: Readonly<Record<string, number | string>>;
    };
    /** Labels that a node must have to run the pod. */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /** Taints that the pod tolerates, besides the 10 seconds that every transcoder pod tolerates a lost node. */
    readonly tolerations?: readonly {
      /** The taint's key. Left out, every key (`operator` must be `Exists`). */
      readonly key?: string;
      /** How `value` is compared. Left out, `Equal`. */
      readonly operator?: 'Exists' | 'Equal';
      /** The taint's value, for `Equal`. */
      readonly value?: string;
      /** The taint's effect. Left out, every effect. */
      readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
      /** For `NoExecute`, how long the pod stays on the node, in seconds, 0 to 31536000. Left out, for ever. */
      readonly tolerationSeconds?: number;
    }[];
    /** Where the pod may and should run, as in a pod. Its parts are checked when the pod is made. */
    readonly affinity?: {
      /** Rules on nodes. */
      readonly nodeAffinity?: NodeAffinity;
      /** Rules on being near other pods. */
      readonly podAffinity?: PodAffinity;
      /** Rules on keeping away from other pods. */
      readonly podAntiAffinity?: PodAntiAffinity;
    };
    /** Name of the PriorityClass of the pod. */
    readonly priorityClassName?: string;
    /** Name of the RuntimeClass of the pod. */
    readonly runtimeClassName?: string;
  };
}

/** What the operator observed. It holds facts that change rarely: bitrate, round trip and viewers are metrics. */
export interface LiveStreamStatus {
  /** The `metadata.generation` that this status was made for. */
  readonly observedGeneration?: number;
  /** `Ready`: an encoder may connect now. `Live`: media arrives; its reason is `Live`, `Reconnecting`, `Idle` or `Ended`. `IngestHealthy`: the source is as it should be, otherwise the message says what to change in the encoder. `StorageHealthy`: uploads keep up. `Reconciling`: the operator still works on it. `Stalled`: a person must act, the message says how. */
  readonly conditions?: readonly {
    /** What the condition is about. */
    readonly type: string;
    /** Whether it holds. */
    readonly status: 'True' | 'False' | 'Unknown';
    /** Why, in one word for programs. */
    readonly reason: string;
    /** Why, for people, and what to do. */
    readonly message: string;
    /** When `status` last changed. */
    readonly lastTransitionTime: string;
    /** The `metadata.generation` that the condition was made for. */
    readonly observedGeneration?: number;
  }[];
  /** Where the encoder connects. Absent while the stream is suspended or has no address yet. */
  readonly ingest?: {
    /** The SRT URL for the encoder, complete but for the passphrase. */
    readonly url?: string;
    /** Name or address in the URL. */
    readonly host?: string;
    /** UDP port in the URL. */
    readonly port?: number;
    /** The SRT stream id. It is no secret. */
    readonly streamId?: string;
  };
  /** The running session, or the last one. */
  readonly session?: {
    /** `YYYYMMDD-hhmmss-xxxx` in UTC; also part of the keys of its segments. */
    readonly id: string;
    /** When the first picture arrived. */
    readonly startedAt: string;
    /** When the session ended. Absent while it runs. */
    readonly endedAt?: string;
    /** What the encoder sends. */
    readonly source?: {
      /** Codec of the video, for example `h264`. */
      readonly videoCodec: string;
      /** Width of the picture, in pixels. */
      readonly width: number;
      /** Height of the picture, in pixels. */
      readonly height: number;
      /** Frames a second. 0 when the source does not say. */
      readonly frameRate: number;
      /** Codec of the audio, for example `aac`. Absent when the source has none. */
      readonly audioCodec?: string;
    };
    /** Names of the renditions that the session has, highest first. */
    readonly renditions?: readonly string[];
  };
  /** Where viewers find the stream. */
  readonly playback?: {
    /** Path of the master playlist on the web address, `/live-streams/<namespace>/<name>/master.m3u8`. */
    readonly path: string;
  };
  /** The transcoder pod. */
  readonly podName?: string;
  /** The Recording of the running session, or of the last one. */
  readonly recordingRef?: {
    /** Name of the Recording, in the same namespace. */
    readonly name: string;
  };
}
