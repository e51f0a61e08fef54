package io.github.nacosgraceful.contract.program;

/** Calls one method of one class, both given by name, and prints what it returns. */
public final class CallProgram {

  private CallProgram() {}

  public static void main(String[] arguments) throws Exception {
    Class<?> type = Class.forName(arguments[0]);
    Object target = type.getDeclaredConstructor().newInstance();
    System.out.println(type.getMethod(arguments[1], String.class).invoke(target, "anything"));
  }
}
