import { type AdviceTable, tellOperator } from './advice.ts';

/** Reasons of `IngestHealthy`: what the source is like. The numbers to set are in the condition's own message. */
export const ingestAdvice: AdviceTable = {
  SourceAsAsked: {
    title: 'Your source is as it should be',
    meaning: 'Picture, sound and connection are steady.',
    severity: 'good',
  },
  NoSource: {
    title: 'Waiting for your encoder',
    meaning: 'No encoder is connected, so there is nothing to judge yet.',
    fix: 'Start streaming in OBS.',
    severity: 'info',
  },
  KeyframeInterval: {
    title: 'Keyframes are too far apart',
    meaning: 'A disturbed picture stays disturbed for seconds, and every return after a break takes as long.',
    fix: 'In OBS, set Settings → Output → Keyframe Interval to the seconds that are named below, then start streaming again.',
    severity: 'warning',
  },
  BFrames: {
    title: 'B-frames add delay',
    meaning: 'The encoder sends pictures out of order, so viewers see everything later than needed.',
    fix: 'In OBS, set Settings → Output → Tune to zerolatency, or Max B-frames to 0, then start streaming again.',
    severity: 'warning',
  },
  BelowLadder: {
    title: 'Your picture is below the highest quality',
    meaning: 'The upper qualities are missing for viewers, or motion is not smooth.',
    fix: 'In OBS, raise Settings → Video → Output Resolution or FPS, or choose a smaller set of qualities in the settings here.',
    severity: 'warning',
  },
  NoAudio: {
    title: 'There is no sound',
    meaning: 'No audio arrives. Viewers hear silence meanwhile, and the sound as soon as it is back.',
    fix: 'Add an audio source in OBS; if sound has stopped, look at that source.',
    severity: 'bad',
  },
  Silence: {
    title: 'The sound is silent',
    meaning: 'Audio arrives, and nothing is to be heard in it.',
    fix: 'Look at the Audio Mixer in OBS: a muted source, or one without a device (Settings → Audio).',
    severity: 'warning',
  },
  BlackPicture: {
    title: 'The picture is black',
    meaning: 'Pictures arrive, and all of them are black.',
    fix: 'Look at the scene in OBS: a hidden source, a game capture without its game, a covered camera.',
    severity: 'bad',
  },
  FrozenPicture: {
    title: 'The picture does not move',
    meaning: 'The same picture has been shown for half a minute. A slide that is meant to stand still is no fault.',
    fix: 'If it should move: deactivate and activate the capture in OBS.',
    severity: 'warning',
  },
  FrameRateDrop: {
    title: 'Your encoder sends too few pictures',
    meaning: 'The stream stutters: far fewer pictures come than at the beginning.',
    fix: 'OBS is overloaded (View → Stats shows it): set a faster CPU Usage Preset or a hardware encoder, or lower the Output Resolution.',
    severity: 'bad',
  },
  FrameRateUnsteady: {
    title: 'The frame rate is not steady',
    meaning: 'Motion judders, because pictures come at uneven intervals.',
    fix: 'In OBS, choose one of Settings → Video → Common FPS Values; in ffmpeg, a constant rate such as -r 30.',
    severity: 'warning',
  },
  BitrateDrop: {
    title: 'The bitrate has dropped',
    meaning: 'Viewers see blocks: far fewer bits come than did in the last two minutes.',
    fix: 'In OBS, set Settings → Output → Rate Control to CBR, with a bitrate that your line carries (half of its upload is safe), and turn Dynamic Bitrate off.',
    severity: 'bad',
  },
  PacketsDropped: {
    title: 'Your line loses data for good',
    meaning: 'Picture and sound have holes.',
    fix: 'Raise latency= in the server address in OBS to what is named below, or lower the bitrate; use a cable instead of Wi-Fi.',
    severity: 'bad',
  },
  LossyLine: {
    title: 'Your line loses data, which is sent again',
    meaning: 'Viewers see nothing of it yet, since there is time to send it again. It may get worse.',
    fix: 'Raise latency= in the server address in OBS to what is named below, or lower the bitrate; use a cable instead of Wi-Fi.',
    severity: 'warning',
  },
  NotMpegTs: {
    title: 'This is not a stream that can be read',
    meaning: 'The sender does not send MPEG-TS, so nothing is to be seen.',
    fix: 'In OBS, choose Service “Custom…” with the srt:// address; in ffmpeg, add -f mpegts.',
    severity: 'bad',
  },
  NoVideo: {
    title: 'No video that can be decoded',
    meaning: 'The connection stands, and no picture can be made of what it brings.',
    fix: 'In OBS, set Settings → Output → Encoder to H.264 or HEVC.',
    severity: 'bad',
  },
  VideoStopped: {
    title: 'The video has stopped',
    meaning: 'Viewers wait: pictures have stopped though the connection goes on. The session waits for you.',
    fix: 'Look at the source in OBS, or stop and start streaming.',
    severity: 'bad',
  },
  EncoderFailed: {
    title: 'Encoding was begun anew',
    meaning: 'The server’s encoder ended and started again; viewers may have noticed a short stall.',
    fix: tellOperator,
    severity: 'warning',
    isForOperator: true,
  },
  EncoderSlow: {
    title: 'The server is too slow for these qualities',
    meaning: 'The stream falls behind, because encoding takes longer than the pictures last.',
    fix: 'Choose a smaller set of qualities or a faster encoding preset in the settings here, or ask for a faster node.',
    severity: 'bad',
  },
  FeedUnavailable: {
    title: 'The source cannot be judged now',
    meaning:
      'Nobody could ask how your stream is doing. It may well be fine: viewers and the recording do not depend on it.',
    severity: 'info',
  },
};
