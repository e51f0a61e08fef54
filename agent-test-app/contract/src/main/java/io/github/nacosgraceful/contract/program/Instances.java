package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Instances that are told by a digit. 9 is in another zone, of another colour and API version; 2
 * weighs double in the eyes of Spring.
 */
final class Instances {

  private Instances() {}

  static List<Instance> of(int... digits) {
    return IntStream.of(digits)
        .mapToObj(Instances::of)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Instance of(int digit) {
    boolean here = digit != 9;
    Map<String, String> metadata = new HashMap<>();
    metadata.put(NacosMemory.DIGIT, String.valueOf(digit));
    metadata.put("zone", here ? "home" : "away");
    metadata.put("hint", here ? "blue" : "green");
    metadata.put("weight", digit == 2 ? "2" : "1");
    metadata.put("API_VERSION", here ? "1.0" : "2.0");
    Instance instance = new Instance();
    instance.setIp("10.0.0." + digit);
    instance.setPort(8080);
    instance.setMetadata(metadata);
    return instance;
  }
}
