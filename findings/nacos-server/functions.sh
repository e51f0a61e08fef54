# Sourced by the findings about Nacos: a real Nacos server, 3.1.0, for one process and without its console.
#
# Nacos publishes only its client to Maven Central. The server is its own code under another group
# (io.github.pig-mesh.nacos:nacos-server:3.1.0-bugfix). It starts as soon as a file named "start" is in the current
# folder, on the port in $port, and ends with the script. Needs a folder of its own as the current one.

port=$(python3 - <<'PY'
import random, socket
def free(port):
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) != 0
while True:
    port = random.randint(20000, 30000)
    if all(free(p) for p in (port, port - 1000, port + 1000, port + 1001)):
        print(port)
        break
PY
)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
copy="mvn -B -q -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies"

# Puts the client of that version in client/ and the server in server/.
fetch_nacos() {
  mkdir client-pom server-pom
  cat > client-pom/pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>client</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.alibaba.nacos</groupId><artifactId>nacos-client</artifactId><version>$1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
  cat > server-pom/pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencyManagement><dependencies>
    <dependency><groupId>io.github.pig-mesh.nacos</groupId><artifactId>nacos-all</artifactId><version>3.1.0-bugfix</version><type>pom</type><scope>import</scope></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>io.github.pig-mesh.nacos</groupId><artifactId>nacos-server</artifactId><version>3.1.0-bugfix</version></dependency>
  </dependencies>
</project>
POM
  { timeout 300 $copy -f client-pom/pom.xml -DoutputDirectory="$PWD/client" \
    && timeout 300 $copy -f server-pom/pom.xml -DoutputDirectory="$PWD/server" -DincludeScope=runtime; } >mvn.log 2>&1 \
    || { tail -5 mvn.log; echo "not run: the packages could not be fetched"; exit 2; } >&2
}

# Starts it when there is a file named start; sets nacos_pid, and ends it with the script.
await_start_of_nacos() {
  mkdir -p nacos/conf nacos/logs
  cat > nacos/conf/application.properties <<PROPERTIES
nacos.server.main.port=$port
nacos.server.contextPath=/nacos
nacos.inetutils.ip-address=127.0.0.1
nacos.core.auth.enabled=false
nacos.core.auth.admin.enabled=false
nacos.core.auth.system.type=nacos
nacos.core.auth.server.identity.key=finding
nacos.core.auth.server.identity.value=finding
nacos.core.auth.plugin.nacos.token.secret.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
db.pool.config.connectionTimeout=60000
nacos.ai.mcp.registry.enabled=false
server.tomcat.basedir=$PWD/nacos
PROPERTIES
  cat > Server.java <<'JAVA'
import com.alibaba.nacos.NacosServerBasicApplication;
import com.alibaba.nacos.NacosServerWebApplication;
import com.alibaba.nacos.core.listener.startup.NacosStartUp;
import com.alibaba.nacos.core.listener.startup.NacosStartUpManager;
import com.alibaba.nacos.sys.env.DeploymentType;
import com.alibaba.nacos.sys.env.EnvUtil;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The two contexts of a Nacos server: the core with gRPC, and HTTP as its child. */
public class Server {
  public static void main(String[] args) {
    EnvUtil.setDeploymentType(DeploymentType.SERVER);
    NacosStartUpManager.start(NacosStartUp.CORE_START_UP_PHASE);
    var core = new SpringApplicationBuilder(NacosServerBasicApplication.class).web(WebApplicationType.NONE).run(args);
    NacosStartUpManager.start(NacosStartUp.WEB_START_UP_PHASE);
    new SpringApplicationBuilder(NacosServerWebApplication.class).parent(core).run(args);
  }
}
JAVA
  (
    while [ ! -e start ]; do sleep 0.1; done
    # its protocol between nodes needs the newer one of the two versions of Hessian that it brings
    exec "$java" -Xmx400m -Dnacos.standalone=true -Dnacos.home="$PWD/nacos" -Dnacos.logs.path="$PWD/nacos/logs" \
      -Dderby.stream.error.file="$PWD/nacos/logs/derby.log" -cp "$(ls server/hessian-4*.jar):server/*" Server.java \
      "--spring.config.additional-location=file:$PWD/nacos/conf/" >nacos/out.log 2>&1
  ) &
  nacos_pid=$!
}

# Runs Finding.java, whose source is there, with the port as its argument, and says what came of it.
run_finding() {
  local code=0
  timeout 280 "$java" -Duser.home="$PWD" -DJM.LOG.PATH="$PWD" -cp 'client/*' Finding.java "$port" || code=$?
  case $code in
    0) echo "still so" ;;
    2 | 124) tail -5 nacos/out.log >&2; echo "not run: the server or the program did not get ready in time" >&2; exit 2 ;;
    *) echo "$1: what was seen has changed" >&2; exit 1 ;;
  esac
}
