package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.hook.HookedTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    Map<String, Integer> seen = new TreeMap<>();
    Map<String, Integer> expected = new TreeMap<>();
    try (URLClassLoader jars = new URLClassLoader(urls(stack), null);
        Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(CLASS_FILE)).toList()) {
        String name = file.getFileName().toString().replace(CLASS_FILE, "");
        seen.put(name, calls(Files.readAllBytes(file)));
        try (InputStream in = jars.getResourceAsStream(name.replace('.', '/') + CLASS_FILE)) {
          expected.put(name, calls(HookedTypes.weave(name, in.readAllBytes())));
        }
      }
    }
    assertThat(seen)
        .as("calls of the bridge in the classes of %s", directory)
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

  private static int calls(byte[] classFile) {
    int[] calls = {0};
    ClassVisitor methods =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String descriptor, boolean isInterface) {
                calls[0] += owner.equals(BRIDGE) ? 1 : 0;
              }
            };
          }
        };
    new ClassReader(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return calls[0];
  }
}
