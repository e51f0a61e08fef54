package io.github.nacosgraceful.rollout;

/** What one process had taken when it was ready. */
record Start(double seconds, double cpuMillis, double megabytes, double classes) {}
