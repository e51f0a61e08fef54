#!/usr/bin/env bash
# With an AOT cache of the JDK, an agent's transformer is never shown the application's classes, and nothing says so.
#
# Version: JDK 25.0.3 (JEP 483, 514; the classes of java.lang.instrument). No other package.
# Guess: either the cache is refused because of -javaagent, or each class goes through the transformer when it is loaded,
#   as it does without a cache.
# Seen: a cache that was made with --add-modules java.instrument, but without this agent, is used. The classes that it
#   holds linked are loaded before premain runs, the application's main class among them, and the transformer is not
#   called for one of them. The program runs, without a warning and without what the agent wanted to add. Only an agent
#   that looks at what is loaded already, and retransforms it, sees the classes.
#
# Run: findings/aot-cache-hides-classes-from-agents.sh (JDK 25 or newer as JAVA_HOME or on the path; about 10 s).
#   Exit 0: still so; 1: changed; 2: not run.
set -euo pipefail
export LC_ALL=C
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
version=$("${bin}java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[ "${version%%.*}" -ge 25 ] || { echo "not run: it needs a JDK 25 or newer as JAVA_HOME, this is $version" >&2; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"

cat > App.java <<'JAVA'
public class App {
  static class Service { static String call() { return "called"; } }

  public static void main(String[] args) { System.out.println(Service.call()); }
}
JAVA
cat > Agent.java <<'JAVA'
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Prints each class of the application that its transformer is shown; "retransform" as the argument asks for those that are loaded. */
public class Agent {
  public static void premain(String argument, Instrumentation instrumentation) throws Exception {
    instrumentation.addTransformer(new ClassFileTransformer() {
      @Override public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (name.startsWith("App")) System.out.println("transformer sees " + name);
        return null;
      }
    }, true);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!type.getName().startsWith("App")) continue;
      System.out.println("loaded before premain: " + type.getName().replace('.', '/'));
      if ("retransform".equals(argument)) instrumentation.retransformClasses(type);
    }
  }
}
JAVA
"${bin}javac" App.java Agent.java
printf 'Premain-Class: Agent\nCan-Retransform-Classes: true\n' > manifest
"${bin}jar" cf app.jar App*.class
"${bin}jar" cfm agent.jar manifest Agent*.class

timeout 120 "${bin}java" -XX:AOTCacheOutput=app.aot --add-modules java.instrument -cp app.jar App > cache.log 2>&1 || true
[ -s app.aot ] || { tail -5 cache.log; echo "not run: this JDK made no cache"; exit 2; } >&2

result=0
check() { # WHAT EXPECTED OPTIONS...: runs the application with them; the lines may come in any order
  local what=$1 expected=$2 seen; shift 2
  seen=$(timeout 60 "${bin}java" "$@" -cp app.jar App 2>&1 | sort)
  printf '%s:\n%s\n' "$what" "$(sed 's/^/  /' <<<"$seen")"
  [ "$seen" = "$expected" ] || { printf 'CHANGED: expected\n%s\n' "$expected"; result=1; }
}
check "without a cache" $'called\ntransformer sees App\ntransformer sees App$Service' -javaagent:agent.jar
check "with the cache" $'called\nloaded before premain: App\nloaded before premain: App$Service' -XX:AOTCache=app.aot -javaagent:agent.jar
check "with the cache, retransforming" \
  $'called\nloaded before premain: App\nloaded before premain: App$Service\ntransformer sees App\ntransformer sees App$Service' \
  -XX:AOTCache=app.aot -javaagent:agent.jar=retransform
[ "$result" = 0 ] || { echo "aot-cache-hides-classes-from-agents: what was seen has changed" >&2; exit 1; }
echo "still so"
