package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.thread.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * Finds instances that owe answers while others of their service give them. Looks on a {@link
 * SampleThread}, every {@link Tick#MILLIS}.
 *
 * <p>An instance owes an answer to each call that began after the last one that it gave. It is
 * silent if it owes three, has owed the first for longer than calls of its service usually take,
 * others have answered two that began after that one, and it does not answer when it is asked
 * whether it is there. Any answer, to whatever call, shows that it is back.
 */
final class Sampler {

  /** A tick that takes longer was a pause of this process, and counts as this. */
  private static final long LONGEST_TICK = Tick.MILLIS + Tick.MILLIS / 4;

  private static final int SILENT_OWES = 3;
  private static final int ASKED_OWES = 2;
  private static final int SILENT_OTHERS = 2;
  private static final int ASKED_OTHERS = 1;

  /** Of so many looks one is at all calls that ended, and not at those alone that took long. */
  private static final int AT_ALL = 8;

  /** A connection that was forgotten on the way will bring no answer. */
  private static final long ASKED_ANEW = TimeUnit.SECONDS.toMillis(30);

  private final Calls calls;
  private final Places places;
  private final Verdicts verdicts;
  private final Ticker ticker;
  private long lookedAt;
  private long usedAt;
  private int looks;
  private boolean isFinding;

  Sampler(Calls calls, Places places, Verdicts verdicts, Ticker ticker) {
    this.calls = calls;
    this.places = places;
    this.verdicts = verdicts;
    this.ticker = ticker;
    lookedAt = ticker.now();
  }

  /** A call has come, which may be over before it is seen. */
  void begin() {
    usedAt = calls.clock();
  }

  /** Looks at the calls that are under way, and at those that ended since the last look. */
  void look() {
    long now = tick();
    places.refresh(now);
    for (Call call : calls.places()) {
      if (call.hasEnded()) {
        settle(call, now);
      }
    }
    for (Place place : places.all()) {
      place.count(now);
    }
    long youngest = now - Tick.MILLIS;
    for (Call call : calls.places()) {
      if (call.isFree()) {
        call.forget();
      } else {
        usedAt = now;
        if (!call.hasEnded() && call.look(places, youngest, now) && call.place() != null) {
          call.place().waits(call.begun(), now);
        }
      }
    }
    isFinding = false;
    for (Place place : places.all()) {
      isFinding |= judge(place, now);
    }
    looks++;
    calls.watch(isFinding || looks % AT_ALL == 0);
  }

  private long tick() {
    long at = ticker.now();
    long passed = TimeUnit.NANOSECONDS.toMillis(at - lookedAt);
    lookedAt = at;
    long now = calls.clock() + Math.min(passed, LONGEST_TICK);
    calls.passTo(now);
    return now;
  }

  /** Whether there was no call for so long, and nothing is being found out. */
  boolean isIdleFor(long millis) {
    return !isFinding && calls.clock() - usedAt >= millis;
  }

  private void settle(Call call, long now) {
    call.look(places, Long.MAX_VALUE, now);
    Place place = call.place();
    if (place != null && !call.isAnswered()) {
      place.lost(call.begun(), now);
    } else if (place != null) {
      place.inquiry.end(now);
      if (place.wasFoundSilent()) {
        place.isThere(now);
        verdicts.answers(place.address, place.wasTold());
      }
      place.answered(call.begun(), call.ended(), call.isAnyones(), now);
    }
    call.free();
  }

  /**
   * @return whether the end of every call has to be told
   */
  private boolean judge(Place place, long now) {
    if (place.inquiry.isOpen()) {
      heed(place, now);
    }
    if (place.wasFoundSilent()) {
      return goesOn(place, now);
    }
    long limit = place.limit(now);
    long age = place.age(now);
    if (place.owed() == 0 || place.isNobodys() || age < limit / 4) {
      return place.inquiry.isOpen();
    }
    int others = place.answeredElsewhere();
    if (place.inquiry.mayBegin(now)) {
      if (place.owed() >= ASKED_OWES && age >= limit / 2 && others >= ASKED_OTHERS) {
        place.inquiry.begin(now);
      }
    } else if (place.owed() >= SILENT_OWES
        && age >= limit
        && others >= SILENT_OTHERS
        && place.inquiry.isOpenFor(limit / 4, now)
        && verdicts.silent(place.address, false)) {
      place.isSilent(now);
    }
    return true;
  }

  private void heed(Place place, long now) {
    switch (place.inquiry.answer()) {
      case SOME:
        if (place.wasFoundSilent()) {
          verdicts.answers(place.address, place.wasTold());
        }
        place.inquiry.end(now);
        place.isThere(now);
        break;
      case CLOSED:
        verdicts.closed(place.address);
        place.inquiry.end(now);
        place.isThere(now);
        break;
      default:
        if (place.inquiry.isOpenFor(ASKED_ANEW, now)) {
          place.inquiry.end(now);
        }
    }
  }

  /** One that was found silent. */
  private boolean goesOn(Place place, long now) {
    if (!place.trial.isOpen() && !verdicts.isSilent(place.address)) {
      place.inquiry.end(now);
      place.isThere(now);
      return false;
    }
    if (place.isToBeTold(now)) {
      verdicts.silent(place.address, true);
    }
    if (place.inquiry.mayBegin(now)) {
      place.inquiry.begin(now);
    }
    if (place.trial.isOpen() && place.isWaitedFor()) {
      place.trial.close(now);
      verdicts.silent(place.address, true);
    } else if (place.trial.isDue(now) && !place.isWaitedFor()) {
      place.trial.open();
      verdicts.trial(place.address);
    }
    return true;
  }
}
