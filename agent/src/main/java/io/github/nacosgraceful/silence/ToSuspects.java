package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.suspect.Suspects;
import org.slf4j.Logger;

/** Silent instances are suspects. */
final class ToSuspects implements Verdicts {

  private static final Logger log = Log.get();

  private final Suspects suspects;
  private final DryRun dryRun;

  ToSuspects(Suspects suspects, DryRun dryRun) {
    this.suspects = suspects;
    this.dryRun = dryRun;
  }

  @Override
  public boolean silent(HostPort address, boolean lasting) {
    return suspects.fallsSilent(address, lasting);
  }

  @Override
  public boolean isSilent(HostPort address) {
    return suspects.isSilent(address);
  }

  @Override
  public void trial(HostPort address) {
    suspects.endSilence(address);
  }

  @Override
  public void answers(HostPort address, boolean lasted) {
    suspects.endSilence(address);
    if (lasted && !dryRun.isOn()) {
      log.info("{} answers again: it is picked again", address);
    }
  }

  @Override
  public void closed(HostPort address) {
    suspects.endSilence(address);
    suspects.broke(address);
  }
}
