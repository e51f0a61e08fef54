package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.weave.HookedTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The hooked classes of a process, as a {@code Witness} saw them behind all other agents.
 *
 * @param directory of the class files
 */
record Woven(Path directory) {

  private static final String BRIDGE = "io/github/nacosgraceful/bridge/Bridge";
  private static final String CLASS_FILE = ".class";

  static Woven into(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve("names"), HookedTypes.names());
    return new Woven(directory);
  }

  /** Neither woven twice nor lost: each has the calls of the bridge that our agent puts into it. */
  void assertThatAllIsWovenOnce(Classpath stack) throws Exception {
    Map<String, Calls> seen = new TreeMap<>();
    Map<String, Calls> expected = new TreeMap<>();
    try (URLClassLoader jars = new URLClassLoader(urls(stack), null);
        Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(CLASS_FILE)).toList()) {
        String name = file.getFileName().toString().replace(CLASS_FILE, "");
        seen.put(name, Calls.of(Files.readAllBytes(file)));
        try (InputStream in = jars.getResourceAsStream(name.replace('.', '/') + CLASS_FILE)) {
          expected.put(name, Calls.of(HookedTypes.weave(jars, name, in.readAllBytes())));
        }
      }
    }
    assertThat(seen)
        .as("calls of the bridge in the classes of %s", directory.getFileName())
        .containsKey("com.alibaba.nacos.client.naming.NacosNamingService")
        .isEqualTo(expected);
  }

  private static URL[] urls(Classpath stack) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : stack.entries()) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /**
   * Calls of the bridge in one class.
   *
   * @param inMethods all together: agents rename methods
   * @param inConstructors that have some, how many each: SkyWalking's agent makes two of each
   */
  private record Calls(int inMethods, Set<Integer> inConstructors) {

    static Calls of(byte[] classFile) {
      Map<String, Integer> calls = new HashMap<>();
      ClassVisitor methods =
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                    int opcode, String owner, String called, String types, boolean isInterface) {
                  if (owner.equals(BRIDGE)) {
                    calls.merge(name + descriptor, 1, Integer::sum);
                  }
                }
              };
            }
          };
      new ClassReader(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      int inMethods = 0;
      Set<Integer> inConstructors = new TreeSet<>();
      for (Map.Entry<String, Integer> each : calls.entrySet()) {
        if (each.getKey().startsWith("<init>")) {
          inConstructors.add(each.getValue());
        } else {
          inMethods += each.getValue();
        }
      }
      return new Calls(inMethods, inConstructors);
    }
  }
}
